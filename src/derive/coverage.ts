import { checks } from '../catalogue/checks';
import type { Check } from '../catalogue/model/check';
import { requirementsOf, type Frameworks, type ProwlerCheck } from '../catalogue/model/frameworks';
import known from '../catalogue/model/frameworks.json';
import { unanswered } from '../catalogue/unanswered';

/** A framework as it is shown, with what it cites of the requirements of a check. */
export interface Framework {
  /** Short name, such as `CIS 7.0`. */
  readonly name: string;
  readonly title: string;
  readonly of: (frameworks: Frameworks) => readonly string[] | undefined;
}

/** How far a requirement is answered by checks. */
export type Coverage = 'answered' | 'in part' | 'needs a person' | 'no check yet';

/** A requirement: the checks that answer it, and the questions of Prowler's checks on it that none of them answers. */
export interface Requirement { readonly id: string; readonly coverage: Coverage; readonly checks: readonly Check[]; readonly open: readonly ProwlerCheck[] }

const asked = (Object.keys(known.checks) as ProwlerCheck[]).map((id) => ({ id, frameworks: requirementsOf([id]) }));

type CisVersion = keyof NonNullable<Frameworks['cis']>;
const versions = [...asked, ...checks].flatMap(({ frameworks }) => Object.keys(frameworks.cis ?? {}) as CisVersion[]);
const newest = versions.reduce((a, b) => (Number(a) > Number(b) ? a : b));

/** Names of the frameworks without versions. */
export const frameworkNames = {
  fsbp: ['AWS FSBP', 'AWS Foundational Security Best Practices'],
  nist_800_53_r5: ['NIST 800-53 r5', 'NIST SP 800-53 Rev. 5'],
  nist_csf_1_1: ['NIST CSF 1.1', 'NIST Cybersecurity Framework 1.1'],
  pci_dss_4_0: ['PCI DSS 4.0', 'PCI DSS 4.0'],
  iso_27001_2022: ['ISO 27001:2022', 'ISO/IEC 27001:2022'],
} as const satisfies Record<Exclude<keyof Frameworks, 'cis'>, readonly [name: string, title: string]>;

/** The frameworks that reports tell of, CIS in its newest version. */
export const frameworks: readonly Framework[] = [
  { name: `CIS ${newest}`, title: `CIS AWS Foundations Benchmark ${newest}`, of: ({ cis }) => cis?.[newest] },
  ...(Object.keys(frameworkNames) as (keyof typeof frameworkNames)[]).map((key): Framework =>
    ({ name: frameworkNames[key][0], title: frameworkNames[key][1], of: (cited) => cited[key] })),
];

const byNumber = new Intl.Collator('en', { numeric: true });
const answered = new Set<string>(checks.flatMap(({ prowler }) => prowler));

function coverageOf(answering: readonly Check[], open: readonly ProwlerCheck[]): Coverage {
  if (answering.length > 0) return open.length > 0 ? 'in part' : 'answered';
  return open.every((id) => unanswered[id]) ? 'needs a person' : 'no check yet';
}

/** The requirements of a framework that an API may answer, in their order. */
export function requirementsOfFramework({ of }: Framework): Requirement[] {
  const cites = (id: string) => (each: { readonly frameworks: Frameworks }) => of(each.frameworks)?.includes(id);
  const ids = [...new Set([...asked, ...checks].flatMap((each) => of(each.frameworks) ?? []))].sort(byNumber.compare);
  return ids.map((id) => {
    const answering = checks.filter(cites(id));
    const open = asked.filter(cites(id)).map((each) => each.id).filter((each) => !answered.has(each));
    return { id, coverage: coverageOf(answering, open), checks: answering, open };
  });
}
