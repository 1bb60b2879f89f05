import known from './frameworks.json';

/** Frameworks a check answers to, with the versions whose requirement ids the checks cite. */
export interface Frameworks {
  /** CIS AWS Foundations Benchmark, requirement ids by version. */
  readonly cis?: Partial<Record<'3.0' | '4.0' | '5.0' | '6.0' | '7.0', readonly string[]>>;
  /** AWS Foundational Security Best Practices controls. */
  readonly fsbp?: readonly string[];
  readonly nist_800_53_r5?: readonly string[];
  readonly nist_csf_1_1?: readonly string[];
  readonly pci_dss_4_0?: readonly string[];
  readonly iso_27001_2022?: readonly string[];
}

/** Id of a check of Prowler whose requirements are known. */
export type ProwlerCheck = keyof typeof known.checks;

const union = (lists: readonly (readonly string[] | undefined)[]): readonly string[] | undefined => {
  const all = [...new Set(lists.flatMap((list) => list ?? []))];
  return all.length > 0 ? all : undefined;
};

/** The requirements of several sources as one, each once. */
export function mergedFrameworks(sources: readonly Frameworks[]): Frameworks {
  const versions = [...new Set(sources.flatMap(({ cis }) => Object.keys(cis ?? {})))].sort() as (keyof NonNullable<Frameworks['cis']>)[];
  const cis = Object.fromEntries(versions.map((version) => [version, union(sources.map((source) => source.cis?.[version]))]));
  const flat = (['fsbp', 'nist_800_53_r5', 'nist_csf_1_1', 'pci_dss_4_0', 'iso_27001_2022'] as const)
    .map((name) => [name, union(sources.map((source) => source[name]))] as const).filter(([, ids]) => ids);
  return { ...versions.length > 0 && { cis }, ...Object.fromEntries(flat) };
}

/** The requirements that checks of Prowler answer to. */
export const requirementsOf = (checks: readonly ProwlerCheck[]): Frameworks => mergedFrameworks(checks.map((id): Frameworks => known.checks[id]));
