import { Unreadable } from '../../../src/engine/doctor/aws';
import { checks } from '../../../src/engine/doctor/checks';
import type { DoctorCheck, Task, Verdict } from '../../../src/engine/doctor/contract';
import { examine, inOrder } from '../../../src/engine/doctor/examine';
import type { Integration } from '../../../src/engine/doctor/integration';

const integration = {} as Integration;
const place = { accountId: '111111111111', region: 'us-east-1', stack: 'S' };
const check = (id: string, more: Partial<DoctorCheck>, ...tasks: (Partial<Task> & { look: Task['look'] })[]): DoctorCheck =>
  ({ id, title: id, part: 'role', reads: [], ...more, tasks: () => tasks.map((task) => ({ ...place, ...task })) });
const broken = async (): Promise<Verdict> => ({ status: 'fail', evidence: 'broken', fix: 'mend it' });
const fine = async (): Promise<Verdict> => ({ status: 'pass', evidence: 'fine' });
const brief = async (...all: DoctorCheck[]) => (await examine(integration, all)).map((line) => `${line.status} ${line.check} ${line.resource ?? line.stack}`);

test('what explains comes first, and what it explains is not named', async () => {
  expect(await brief(check('b', { after: ['a'] }, { resource: 'R', look: broken }, { resource: 'Q', look: fine }), check('a', {}, { resource: 'R', look: broken })))
    .toEqual(['fail a R', 'skipped b R', 'pass b Q']);
});

test('a cause in the stack, or anywhere', async () => {
  const cause = check('a', {}, { resource: 'R', look: broken });
  expect(await brief(cause, check('b', { afterInStack: ['a'] }, { resource: 'Q', look: broken }, { stack: 'T', look: broken }))).toEqual(['fail a R', 'skipped b Q', 'fail b T']);
  expect(await brief(cause, check('b', { afterAny: ['a'] }, { stack: 'T', look: broken }))).toEqual(['fail a R', 'skipped b T']);
});

test('what is not known explains nothing', async () => {
  const denied = async () => { throw new Unreadable('iam:GetRole', 'AccessDenied', true, 'no'); };
  const [first, second] = await examine(integration, [check('a', {}, { look: denied }), check('b', { after: ['a'] }, { look: broken })]);
  expect(first).toMatchObject({ status: 'unknown', evidence: 'Not allowed to call iam:GetRole (AccessDenied).', fix: 'Allow iam:GetRole to whoever runs this.' });
  expect(second.status).toBe('fail');
});

test('an error that is no answer of AWS is a defect, and thrown', async () => {
  await expect(examine(integration, [check('a', {}, { look: async () => { throw new TypeError('defect'); } })])).rejects.toThrow('defect');
});

test('a family answers under its own ids', async () => {
  expect(await brief(check('family', { ids: ['x', 'y'] }, { look: async () => [{ status: 'pass', evidence: '', check: 'x' }, { status: 'fail', evidence: '', fix: '', check: 'y' }] })))
    .toEqual(['pass x S', 'fail y S']);
});

test('every check is in the chain once, after its causes, and names only causes that exist', () => {
  const ordered = inOrder(checks);
  expect(ordered.map(({ id }) => id).sort()).toEqual(checks.map(({ id }) => id).sort());
  const ids = ({ id, ids: family = [id] }: DoctorCheck) => family;
  const seen = new Set<string>();
  for (const each of ordered) {
    for (const cause of [...each.after ?? [], ...each.afterInStack ?? [], ...each.afterAny ?? []]) expect([each.id, seen.has(cause), cause]).toEqual([each.id, true, cause]);
    ids(each).forEach((id) => seen.add(id));
  }
});
