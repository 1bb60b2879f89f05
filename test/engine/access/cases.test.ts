import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decideCase, readCases } from '../../../src/engine/access/cases';

const file = JSON.parse(readFileSync(join(__dirname, '../../facts/iam-eval-public.json'), 'utf8')) as { count: number; cases: { id: string; group: string; why: string }[] };
const cases = readCases(file);
const groups = [...new Set(file.cases.map(({ group }) => group))];

test('no case is lost', () => {
  expect(cases).toHaveLength(file.count);
  expect(cases.filter(({ expected }) => expected === undefined)).toEqual([]);
});

test.each(groups)('decides as the documentation says: %s', (group) => {
  const wrong = cases.filter((_, at) => file.cases[at].group === group).flatMap((each) => {
    const { decision } = decideCase(each);
    const { why } = file.cases.find(({ id }) => id === each.id)!;
    return decision === each.expected ? [] : [`${each.id} (${why}): ${decision}, expected ${each.expected}`];
  });
  expect(wrong).toEqual([]);
});
