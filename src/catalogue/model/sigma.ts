import type { Frameworks } from './frameworks';

/** A value of a Sigma field. */
export type SigmaValue = string | number | boolean | null;

/** Fields of an event with their values, modifiers behind a bar: `eventName|startswith`. */
export type SigmaFields = Readonly<Record<string, SigmaValue | readonly SigmaValue[]>>;

/** The detection section of a Sigma rule: named searches and the condition over them. https://sigmahq.io/sigma-specification/ */
export type SigmaDetection = Readonly<Record<string, SigmaFields | readonly SigmaFields[] | readonly SigmaValue[] | string | readonly string[]>>
  & { readonly condition: string | readonly string[] };

const tagged = (tags: readonly string[], namespace: string) => tags.filter((tag) => tag.startsWith(`${namespace}.`)).map((tag) => tag.slice(namespace.length + 1));

/** Techniques in the tags of a Sigma rule, as ATT&CK writes them. */
export const techniquesOf = (tags: readonly string[]): string[] => tagged(tags, 'attack').filter((tag) => /^t\d/i.test(tag)).map((tag) => tag.toUpperCase());

/** Requirements in the tags of a rule of the catalogue. */
export function frameworksOf(tags: readonly string[]): Frameworks {
  const cis = tagged(tags, 'cis');
  return cis.length > 0 ? { cis: { '3.0': cis } } : {};
}
