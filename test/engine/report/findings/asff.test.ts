import { findings, joined } from './support';
import type { Finding } from '../../../../src/engine/contracts';
import { asffFinding, asffRequests } from '../../../../src/engine/report/findings/asff';
import { asffTypes } from '../../../../src/engine/report/findings/asff-types';
import facts from '../../../facts/asff.json';
import { sampleFinding } from '../sample';

type Json = Record<string, unknown>;
interface Field { readonly required: boolean; readonly min?: number; readonly max?: number; readonly maxItems?: number }
const shapes = facts.shapes as unknown as Record<string, Record<string, Field>>;

/** What is wrong with an object, as the documentation of its shape tells it. */
function shapeProblems(value: Json, shape: string): string[] {
  const fields = shapes[shape];
  return [
    ...Object.keys(value).filter((name) => !fields[name]).map((name) => `${name} is no field of ${shape}`),
    ...Object.entries(fields).flatMap(([name, { required, min = 0, max = Infinity, maxItems = Infinity }]) => {
      const given = value[name];
      if (given === undefined) return required ? [`${name} is missing`] : [];
      if (typeof given === 'string') return !/\S/.test(given) || given.length < min || given.length > max ? [`${name} has ${given.length} characters`] : [];
      return Array.isArray(given) && (given.length === 0 || given.length > maxItems) ? [`${name} has ${given.length} items`] : [];
    }),
  ];
}

function problems(finding: Json): string[] {
  const { Severity, Compliance, Resources, Types, Remediation, Region } = finding as { Severity: Json; Compliance: Json; Resources: Json[]; Types: string[]; Remediation?: { Recommendation: Json }; Region?: string };
  const [low, high] = facts.normalized[Severity.Label as keyof typeof facts.normalized] ?? [1, 0];
  const namespaces = Types.filter((type) => !facts.namespaces.includes(type.split('/')[0]));
  return [
    ...shapeProblems(finding, 'AwsSecurityFinding'), ...shapeProblems(Severity, 'Severity'), ...shapeProblems(Compliance, 'Compliance'), ...Resources.flatMap((each) => shapeProblems(each, 'Resource')),
    ...Remediation ? shapeProblems(Remediation.Recommendation, 'Recommendation') : [],
    ...namespaces, ...Region === undefined ? [] : ['Region is for AWS Security Hub to set'],
    ...Number(Severity.Normalized) >= low && Number(Severity.Normalized) <= high ? [] : ['Normalized does not fit the label'],
    ...facts.complianceStatus.includes(String(Compliance.Status)) ? [] : ['Compliance.Status'],
    ...Buffer.byteLength(JSON.stringify(finding)) <= facts.maxFindingKb * 1000 ? [] : ['too large'],
  ];
}

const requests = async (some: readonly Finding[]) => (await joined(asffRequests(some))).trim().split('\n').map((line) => JSON.parse(line) as { Findings: Json[] });

test('every finding is one that BatchImportFindings documents', () => {
  for (const finding of findings) expect([finding.id, problems(asffFinding(finding))]).toEqual([finding.id, []]);
});

test('the documentation finds what is wrong', () => {
  const good = asffFinding(findings[0]) as Json;
  const wrong: [Json, string][] = [
    [{ Title: 'x'.repeat(257) }, 'Title has 257'], [{ Title: ' ' }, 'Title has 1'], [{ AwsAccountId: '1' }, 'AwsAccountId has 1'], [{ Bogus: 1 }, 'Bogus is no field'], [{ Id: undefined }, 'Id is missing'],
    [{ Resources: [] }, 'Resources has 0'], [{ Severity: { Label: 'HIGH', Normalized: 1 } }, 'Normalized does not fit'], [{ Types: ['Other/x'] }, 'Other/x'],
  ];
  for (const [part, message] of wrong) expect(problems({ ...good, ...part }).join('; ')).toContain(message);
});

test('ids that are cut stay different', () => {
  const ids = findings.map((finding) => asffFinding(finding).Id);
  expect(new Set(ids).size).toBe(new Set(findings.map(({ id }) => id)).size);
});

test('tells the status as AWS Security Hub has it', () => {
  const of = (status: Finding['status']) => asffFinding({ ...sampleFinding(0), severity: 'high', status });
  expect((['fail', 'pass', 'unknown', 'suppressed'] as const).map((status) => [of(status).Compliance.Status, of(status).Severity.Label, of(status).Workflow.Status])).toEqual([
    ['FAILED', 'HIGH', 'NEW'], ['PASSED', 'INFORMATIONAL', 'NEW'], ['NOT_AVAILABLE', 'HIGH', 'NEW'], ['FAILED', 'HIGH', 'SUPPRESSED'],
  ]);
});

test('is a finding of the default product of its account, where its Region keeps findings', () => {
  const arn = (region: string, key: string) => asffFinding({ ...sampleFinding(0), accountId: '111122223333', region, resource: [key] }).ProductArn;
  expect(arn('eu-west-1', 'arn:aws:s3:::a')).toBe('arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default');
  expect(arn('global', 'arn:aws-us-gov:iam::111122223333:user/a')).toBe('arn:aws-us-gov:securityhub:us-gov-west-1:111122223333:product/111122223333/default');
  expect(arn('cn-north-1', 'key')).toMatch(/^arn:aws-cn:securityhub:cn-north-1:/);
});

test('names types of resources that AWS Security Hub knows', () => {
  // Of an account there is nothing to tell but its id.
  expect(asffTypes.filter((type) => ![...facts.resourceTypes, 'AwsAccount'].includes(type))).toEqual([]);
});

test('a request holds what AWS takes at once, of one account and Region', async () => {
  const same = Array.from({ length: 250 }, (_, at) => ({ ...sampleFinding(0), id: String(at) }));
  expect((await requests(same)).map(({ Findings }) => Findings.length)).toEqual([100, 100, 50]);
  const large = same.map((finding) => ({ ...finding, resource: Array.from({ length: 32 }, () => '\u{1f512}'.repeat(256)), reason: '\u{1f512}'.repeat(512) }));
  const lines = (await joined(asffRequests(large))).trim().split('\n');
  expect(lines.length).toBeGreaterThan(250 * Buffer.byteLength(JSON.stringify(asffFinding(large[0]))) / 6e6);
  for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(facts.maxBatchMb * 1e6);
  const all = await requests(findings);
  expect(all.flatMap(({ Findings }) => Findings)).toHaveLength(findings.length);
  for (const { Findings } of all) expect(new Set(Findings.map(({ ProductArn }) => ProductArn)).size).toBe(1);
  expect(await joined(asffRequests([]))).toBe('');
});
