import { Unreadable } from './aws';
import { checks as all } from './checks';
import { chainParts, type DoctorCheck, type Examined, type Subject, type Task, type Verdict } from './contract';
import type { Integration } from './integration';

const causesOf = ({ after = [], afterInStack = [], afterAny = [] }: DoctorCheck) => [...after, ...afterInStack, ...afterAny];

/** The checks in the order of the chain, each after those that may explain its failure. */
export function inOrder(checks: readonly DoctorCheck[]): DoctorCheck[] {
  const ordered: DoctorCheck[] = [];
  const idsOf = ({ id, ids = [id] }: DoctorCheck) => ids;
  const add = (check: DoctorCheck): void => {
    if (ordered.includes(check)) return;
    for (const before of checks) if (before !== check && idsOf(before).some((id) => causesOf(check).includes(id))) add(before);
    ordered.push(check);
  };
  for (const part of chainParts) checks.filter((check) => check.part === part).forEach(add);
  return ordered;
}

/** Looks at every link. The lines come in the order of the chain: what explains stands before what it explains. */
export async function examine(integration: Integration, checks: readonly DoctorCheck[] = all): Promise<Examined[]> {
  const examined: Examined[] = [];
  for (const check of inOrder(checks)) {
    const before = [...examined];
    const lines = await Promise.all(check.tasks(integration).map((task) => lineOf(check, task, before)));
    examined.push(...lines.flat());
  }
  return examined;
}

async function lineOf(check: DoctorCheck, { look, ...subject }: Task, before: readonly Examined[]): Promise<Examined[]> {
  const broken = before.find((line) => explains(line, check, subject));
  if (broken) return [{ ...subject, check: check.id, status: 'skipped', evidence: `Not looked at, as ${broken.check} failed.`, fix: null }];
  const answer = await look().catch(unread);
  const verdicts: readonly Verdict[] = answer === undefined ? [] : 'status' in answer ? [answer] : answer;
  return verdicts.map(({ check: id = check.id, fix = null, ...verdict }) => ({ ...subject, check: id, ...verdict, fix }));
}

/** Whether a line before is the cause of what a check would find. */
function explains(line: Examined, { after = [], afterInStack = [], afterAny = [] }: DoctorCheck, subject: Subject): boolean {
  if (line.status !== 'fail') return false;
  if (afterAny.includes(line.check)) return true;
  const sameStack = line.accountId === subject.accountId && line.region === subject.region && line.stack === subject.stack;
  if (!sameStack) return false;
  return afterInStack.includes(line.check) || (after.includes(line.check) && (line.resource === undefined || line.resource === subject.resource));
}

const isAnswer = (error: unknown): error is Error => error instanceof Error && '$metadata' in error;

function unread(error: unknown): Verdict {
  // What was there when the link before was looked at may be gone, or that link may not be read.
  if (isAnswer(error)) return { status: 'unknown', evidence: `AWS answered ${error.name}: ${error.message}`, fix: 'Run this again.' };
  if (!(error instanceof Unreadable)) throw error;
  const { action, code, denied, message } = error;
  return denied
    ? { status: 'unknown', evidence: `Not allowed to call ${action} (${code}).`, fix: `Allow ${action} to whoever runs this.` }
    : { status: 'unknown', evidence: `${action} gave ${code}: ${message}`, fix: 'Run this again.' };
}
