import { checkLink } from './known';
import { code, counted, page, sorted, table, text } from './markdown';
import type { ProwlerCheck } from '../../catalogue/model/frameworks';
import { unanswered } from '../../catalogue/unanswered';
import { frameworks, requirementsOfFramework, type Framework } from '../coverage';

const states = ['answered', 'in part', 'needs a person', 'no check yet'] as const;

const why = (id: ProwlerCheck) => `${code(id)}: ${unanswered[id] ? `needs a person. ${text(unanswered[id])}` : 'no check yet'}`;

function section(framework: Framework): string {
  const requirements = requirementsOfFramework(framework);
  const counts = states.map((state) => `${requirements.filter((each) => each.coverage === state).length} ${state}`);
  const rows = requirements.map((each) => [text(each.id), each.coverage, sorted(each.checks.map(({ id }) => id)).map(checkLink).join(', '), each.open.map(why).join('; ')]);
  return [`## ${framework.title}`, `${counted(requirements.length, 'requirement')}: ${counts.join(', ')}.`, table(['Requirement', 'State', 'Checks', 'Not answered'], rows)].join('\n\n');
}

/** The page of what the checks answer of the frameworks, and what they do not. */
export function coveragePage(): string {
  return page('src/catalogue/checks and src/catalogue/unanswered.ts', 'Coverage',
    'The requirements of the frameworks that an API may answer, with the checks that do. *In part*: a question on the requirement, named as Prowler names its check, '
    + 'has no check yet or needs a person. Requirements on people, places and papers, which no check of any tool asks for, are not listed.',
    ...frameworks.map(section));
}
