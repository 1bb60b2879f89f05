/** The Regions of an account of which something bad is to say, as one reason; undefined when there is none. */
export function inRegions<R extends { readonly Region: string }>(regions: readonly R[], badOf: (region: R) => string | undefined): string | undefined {
  const bad = regions.flatMap((region) => {
    const reason = badOf(region);
    return reason === undefined ? [] : [`${region.Region}: ${reason}`];
  });
  return bad.length > 0 ? bad.join('; ') : undefined;
}
