import { checkLink } from './known';
import { code, counted, page, sorted, table, text } from './markdown';
import { checks } from '../../catalogue/checks';
import type { Check } from '../../catalogue/model/check';
import { requirementsOf, type Frameworks, type ProwlerCheck } from '../../catalogue/model/frameworks';
import known from '../../catalogue/model/frameworks.json';
import { unanswered } from '../../catalogue/unanswered';

/** A framework with what it cites of the requirements of a check. */
interface Framework { readonly title: string; readonly of: (frameworks: Frameworks) => readonly string[] | undefined }

/** A requirement: the checks that answer it, and the questions of Prowler's checks on it that none of them answers. */
interface Requirement { readonly id: string; readonly checks: readonly Check[]; readonly open: readonly ProwlerCheck[] }

const asked = (Object.keys(known.checks) as ProwlerCheck[]).map((id) => ({ id, frameworks: requirementsOf([id]) }));

type CisVersion = keyof NonNullable<Frameworks['cis']>;
const versions = [...asked, ...checks].flatMap(({ frameworks }) => Object.keys(frameworks.cis ?? {}) as CisVersion[]);
const newest = versions.reduce((a, b) => (Number(a) > Number(b) ? a : b));

const frameworks: readonly Framework[] = [
  { title: `CIS AWS Foundations Benchmark ${newest}`, of: ({ cis }) => cis?.[newest] },
  { title: 'AWS Foundational Security Best Practices', of: ({ fsbp }) => fsbp },
  { title: 'NIST SP 800-53 Rev. 5', of: ({ nist_800_53_r5: nist }) => nist },
  { title: 'PCI DSS 4.0', of: ({ pci_dss_4_0: pci }) => pci },
  { title: 'ISO/IEC 27001:2022', of: ({ iso_27001_2022: iso }) => iso },
];

const byNumber = new Intl.Collator('en', { numeric: true });
const answered = new Set<string>(checks.flatMap(({ prowler }) => prowler));

function requirementsOfFramework({ of }: Framework): Requirement[] {
  const cites = (id: string) => (each: { readonly frameworks: Frameworks }) => of(each.frameworks)?.includes(id);
  return sorted([...asked, ...checks].flatMap((each) => of(each.frameworks) ?? [])).sort(byNumber.compare).map((id) => ({
    id, checks: checks.filter(cites(id)), open: asked.filter(cites(id)).map((each) => each.id).filter((each) => !answered.has(each)),
  }));
}

/** How far a requirement is answered. */
function stateOf({ checks: found, open }: Requirement): 'answered' | 'in part' | 'needs a person' | 'no check yet' {
  if (found.length > 0) return open.length > 0 ? 'in part' : 'answered';
  return open.every((id) => unanswered[id]) ? 'needs a person' : 'no check yet';
}

const states = ['answered', 'in part', 'needs a person', 'no check yet'] as const;

const why = (id: ProwlerCheck) => `${code(id)}: ${unanswered[id] ? `needs a person. ${text(unanswered[id])}` : 'no check yet'}`;

function section(framework: Framework): string {
  const requirements = requirementsOfFramework(framework);
  const counts = states.map((state) => `${requirements.filter((each) => stateOf(each) === state).length} ${state}`);
  const rows = requirements.map((each) => [text(each.id), stateOf(each), sorted(each.checks.map(({ id }) => id)).map(checkLink).join(', '), each.open.map(why).join('; ')]);
  return [`## ${framework.title}`, `${counted(requirements.length, 'requirement')}: ${counts.join(', ')}.`, table(['Requirement', 'State', 'Checks', 'Not answered'], rows)].join('\n\n');
}

/** The page of what the checks answer of the frameworks, and what they do not. */
export function coveragePage(): string {
  return page('src/catalogue/checks and src/catalogue/unanswered.ts', 'Coverage',
    'The requirements of the frameworks that an API may answer, with the checks that do. *In part*: a question on the requirement, named as Prowler names its check, '
    + 'has no check yet or needs a person. Requirements on people, places and papers, which no check of any tool asks for, are not listed.',
    ...frameworks.map(section));
}
