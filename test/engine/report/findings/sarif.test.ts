import Ajv from 'ajv';
import { findings, joined } from './support';
import { checks } from '../../../../src/catalogue/checks';
import { sarifLog } from '../../../../src/engine/report/findings/sarif';
import facts from '../../../facts/sarif-2.1.0.json';
import { sampleFinding } from '../sample';

interface Log {
  readonly runs: {
    readonly tool: { readonly driver: { readonly rules: { readonly id: string; readonly fullDescription: { text: string }; readonly properties: Record<string, unknown> }[] } };
    readonly results: {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly suppressions?: object[];
      readonly locations: { readonly logicalLocations: { readonly fullyQualifiedName: string }[] }[];
    }[];
  }[];
}

const validate = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false }).compile(facts.schema);
const log = async (some = findings) => JSON.parse(await joined(sarifLog(some, (id) => checks.find((check) => check.id === id)))) as Log;

test('is valid by the schema, with findings or without', async () => {
  for (const some of [findings, [], findings.slice(0, 1)]) {
    validate(await log(some));
    expect(validate.errors ?? []).toEqual([]);
  }
});

test('the schema finds what is wrong', async () => {
  const good = await log(findings.slice(0, 1));
  const [run] = good.runs;
  const wrong = [{ ...good, version: '2.0' }, { ...good, runs: [{ results: run.results }] }, { ...good, runs: [{ ...run, results: [{ ...run.results[0], message: {} }] }] }, { ...good, runs: [{ ...run, results: [{ ...run.results[0], level: 'high' }] }] }];
  expect(wrong.map((each) => validate(each))).toEqual([false, false, false, false]);
});

test('has the failed findings, those that are suppressed as such, and a rule for each of their checks', async () => {
  const { runs: [{ results, tool: { driver: { rules } } }] } = await log();
  const told = findings.filter(({ status }) => status === 'fail' || status === 'suppressed');
  expect(results.map(({ ruleId, locations }) => [ruleId, locations[0].logicalLocations.map((each) => each.fullyQualifiedName)])).toEqual(told.map(({ check, resource }) => [check, JSON.parse(JSON.stringify(resource))]));
  expect(results.map(({ suppressions }) => suppressions !== undefined)).toEqual(told.map(({ status }) => status === 'suppressed'));
  expect(results.every(({ ruleId, ruleIndex }) => rules[ruleIndex].id === ruleId)).toBe(true);
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
});

test('ranks a rule as GitHub reads it', async () => {
  const some = (['critical', 'high', 'medium', 'low', 'informational'] as const).map((severity) => ({ ...sampleFinding(0), check: `own-${severity}`, severity, status: 'fail' as const }));
  const scores = (await log(some)).runs[0].tool.driver.rules.map(({ properties }) => Number(properties['security-severity']));
  expect(scores.map((score) => score > 9 ? 'critical' : score >= 7 ? 'high' : score >= 4 ? 'medium' : score > 0 ? 'low' : 'none')).toEqual(['critical', 'high', 'medium', 'low', 'none']);
});

test('tells what the catalogue tells of a check', async () => {
  const [check] = checks;
  const [rule] = (await log([{ ...sampleFinding(0), check: check.id, status: 'fail' }])).runs[0].tool.driver.rules;
  expect(rule.fullDescription.text).toBe(check.why);
});
