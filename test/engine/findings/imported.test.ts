import type { EntityType } from '../../../src/catalogue/model/names';
import type { Service } from '../../../src/catalogue/model/service';
import { services as catalogue } from '../../../src/catalogue/services';
import { edge } from '../../../src/engine/collect/entity';
import { placeOf } from '../../../src/engine/collect/place';
import { collectUnit, type UnitResult } from '../../../src/engine/collect/unit';
import type { Entity, Finding, UnitLedger } from '../../../src/engine/contracts';
import { importedFindings, importFindings } from '../../../src/engine/findings/imported';
import { Graph } from '../../../src/engine/graph/graph';
import { link } from '../../../src/engine/graph/link';
import { firstKnown } from '../../../src/engine/posture/history';
import { Suppressor } from '../../../src/engine/posture/suppressions';
import { records } from '../../recorded';
import { awsError, replayed, type AnyRecorded } from '../../recorded/recorded';

const ACCOUNT = '111122223333';
const REGION = 'eu-west-1';
const now = new Date('2026-11-01T00:00:00Z');
const services: readonly Service[] = catalogue;

/** A service, read by the real engine from its record, some answers replaced. */
async function read(id: string, answers: AnyRecorded = {}): Promise<UnitResult> {
  const service = services.find((each) => each.id === id)!;
  return collectUnit({ accountId: ACCOUNT, region: REGION, service: replayed(service, { ...records[id], ...answers }) }, {
    place: placeOf({ accountId: ACCOUNT, region: REGION, regions: [REGION] }),
    credentials: async () => ({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' }),
    settings: { maxAttempts: 1 },
    concurrency: 4,
    clock: () => 0,
  });
}
const graphOf = (...units: UnitResult[]) => link(units, services, { accountId: ACCOUNT, accounts: [ACCOUNT] });
const imported = async (...units: Promise<UnitResult>[]) => importedFindings(graphOf(...await Promise.all(units)), [], now);

const asff = (records.securityhub.GetFindings as { Findings: object[] }).Findings;
/** Security Hub with one finding of its own, changed. */
const hub = (more: object) => read('securityhub', { GetFindings: { Findings: [{ ...asff[0], ...more }] } });

const bucket = 'arn:aws:s3:::orders-assets';
const instance = 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0a1b2c3d4e5f60718';

describe('a finding of', () => {
  test('GuardDuty names the instance, and when it was seen', async () => {
    expect(await imported(read('guardduty'))).toEqual([expect.objectContaining({
      source: 'imported',
      service: 'guardduty',
      check: 'guardduty/UnauthorizedAccess:EC2/SSHBruteForce',
      severity: 'high',
      status: 'fail',
      resource: [instance],
      accountId: ACCOUNT,
      region: REGION,
      title: '203.0.113.7 is performing SSH brute force attacks against i-0a1b2c3d4e5f60718.',
      firstSeen: '2026-10-01T07:50:00.000Z',
      lastSeen: '2026-10-02T07:50:00.000Z',
    })]);
  });

  test('Inspector says what to update to', async () => {
    expect(await imported(read('inspector2'))).toEqual([expect.objectContaining({
      check: 'inspector2/CVE-2026-12345',
      severity: 'high',
      resource: [instance],
      remedy: { cli: 'Update to openssl 3.0.8. https://nvd.nist.gov/vuln/detail/CVE-2026-12345', cdk: '' },
      firstSeen: '2026-09-20T00:00:00.000Z',
    })]);
  });

  test('Access Analyzer says who can do what', async () => {
    expect(await imported(read('accessanalyzer'))).toEqual([expect.objectContaining({
      check: 'accessanalyzer/ExternalAccess', severity: 'high', status: 'fail', resource: [bucket], reason: 'Everybody may s3:GetObject.',
    })]);
  });

  test('Security Hub keeps the control, the advice and the frameworks', async () => {
    const RelatedRequirements = [
      'NIST.800-53.r5 AC-21', 'PCI DSS v4.0.1/1.4.4', 'CIS AWS Foundations Benchmark v3.0.0/2.1.4', 'CIS AWS Foundations Benchmark v1.2.0/2.1',
    ];
    const [finding] = await imported(hub({ Compliance: { ...(asff[0] as { Compliance: object }).Compliance, RelatedRequirements } }));
    expect(finding).toMatchObject({
      check: 'securityhub/S3.8',
      severity: 'high',
      status: 'fail',
      resource: [bucket],
      remedy: { cli: 'See the documentation. https://docs.aws.amazon.com/console/securityhub/S3.8/remediation' },
      frameworks: { fsbp: ['S3.8'], nist_800_53_r5: ['AC-21'], pci_dss_4_0: ['1.4.4'], cis: { '3.0': ['2.1.4'] } },
      firstSeen: '2026-09-01T00:00:00.000Z',
      lastSeen: '2026-10-02T00:00:00.000Z',
    });
    expect(Object.keys(finding.frameworks.cis!)).toEqual(['3.0']);
  });
});

describe('levels of', () => {
  test.each([[9.1, 'critical'], [8.9, 'high'], [7, 'high'], [6.9, 'medium'], [4, 'medium'], [3.9, 'low'], [1, 'low']])('GuardDuty %d is %s', async (Severity, severity) => {
    const { Findings } = records.guardduty.GetFindings as { Findings: object[] };
    expect(await imported(read('guardduty', { GetFindings: { Findings: [{ ...Findings[0], Severity }] } }))).toEqual([expect.objectContaining({ severity })]);
  });

  test.each([
    [{ Label: 'CRITICAL' }, 'critical'], [{ Label: 'INFORMATIONAL' }, 'informational'], [{ Normalized: 90 }, 'critical'], [{ Normalized: 89 }, 'high'],
    [{ Normalized: 69 }, 'medium'], [{ Normalized: 39 }, 'low'], [{ Normalized: 0 }, 'informational'],
  ])('ASFF %j is %s', async (Severity, severity) => expect(await imported(hub({ Severity }))).toEqual([expect.objectContaining({ severity })]));

  test.each([['CRITICAL', 'critical'], ['UNTRIAGED', 'informational'], ['MEDIUM', 'medium']])('Inspector %s is %s', async (label, severity) => {
    const { findings } = records.inspector2.ListFindings as { findings: object[] };
    expect(await imported(read('inspector2', { ListFindings: { findings: [{ ...findings[0], severity: label }] } }))).toEqual([expect.objectContaining({ severity })]);
  });
});

test.each([
  [{ Compliance: { Status: 'PASSED' } }, 'pass'], [{ Compliance: { Status: 'WARNING' } }, 'unknown'], [{ Compliance: { Status: 'NOT_AVAILABLE' } }, 'unknown'],
  [{ Workflow: { Status: 'SUPPRESSED' } }, 'suppressed'], [{ Compliance: undefined }, 'fail'], [{ Compliance: undefined, Workflow: { Status: 'RESOLVED' } }, 'pass'],
])('ASFF %j: %s', async (more, status) => expect(await imported(hub(more))).toEqual([expect.objectContaining({ status })]));

describe('a resource', () => {
  const entity = (_key: string, _type: EntityType, _aliases: string[] = []): Entity =>
    ({ _key, _type, _class: [], _service: 'x', displayName: 'orders', accountId: ACCOUNT, region: REGION, tags: {}, _aliases });

  test.each([
    ['arn:aws:lambda:eu-west-1:111122223333:function:orders:$LATEST', entity('arn:aws:lambda:eu-west-1:111122223333:function:orders', 'aws_lambda_function')],
    ['AWS::::Account:111122223333', entity('arn:aws:iam::111122223333:root', 'aws_account')],
    ['arn:aws:s3:::orders/secret.csv', entity('arn:aws:s3:::orders', 'aws_s3_bucket')],
    ['AWS::IAM::AccessKey:AKIAEXAMPLE0000001', entity('arn:aws:iam::111122223333:access-key/AKIAEXAMPLE0000001', 'aws_iam_access_key')],
    ['AROAEXAMPLEROLE000001:session', entity('arn:aws:iam::111122223333:role/team/orders', 'aws_iam_role', ['arn:aws:iam::111122223333:unique-id/AROAEXAMPLEROLE000001'])],
    ['arn:aws:kms:eu-west-1:111122223333:alias/orders', entity('arn:aws:kms:eu-west-1:111122223333:key/1', 'aws_kms_key', ['arn:aws:kms:eu-west-1:111122223333:alias/orders'])],
  ])('that Security Hub calls %s is the entity', async (Id, known) => {
    const graph = graphOf(await hub({ Resources: [{ Type: 'x', Id }] }));
    graph.add(known);
    expect(importedFindings(graph, [], now)).toEqual([expect.objectContaining({ resource: [known._key], resourceType: known._type, resourceName: 'orders' })]);
  });

  test('that was not scanned keeps the name it has there', async () => {
    const Id = 'arn:aws:glue:eu-west-1:111122223333:job/orders';
    expect(await imported(hub({ Resources: [{ Type: 'x', Id }] }))).toEqual([expect.objectContaining({ resource: [Id], resourceType: '', resourceName: 'orders' })]);
  });

  test('of a scan of ECR is the image that has the finding', () => {
    const graph = new Graph();
    const [image, finding] = [
      entity('arn:aws:ecr:eu-west-1:111122223333:repository/orders/image', 'aws_ecr_image'),
      { ...entity('finding', 'aws_ecr_image_scan_finding'), name: 'CVE-2026-1', severity: 'UNDEFINED', description: 'A defect.', uri: 'https://example.com/CVE-2026-1' },
    ];
    [image, finding].forEach((each) => graph.add(each));
    graph.connect(edge({ key: image._key, type: image._type }, 'HAS', { key: finding._key, type: finding._type }, finding));
    expect(importedFindings(graph, [], now)).toEqual([expect.objectContaining({
      check: 'ecr/CVE-2026-1', severity: 'informational', resource: [image._key], remedy: { cli: 'https://example.com/CVE-2026-1', cdk: '' }, firstSeen: now.toISOString(),
    })]);
  });
});

describe('one finding is', () => {
  test('what GuardDuty and Security Hub tell', async () => {
    const found = await imported(read('guardduty'), read('securityhub'));
    expect(found.map(({ check }) => check)).toEqual(['guardduty/UnauthorizedAccess:EC2/SSHBruteForce', 'securityhub/S3.8']);
    expect(found[0].evidence.alsoIn).toEqual([expect.stringContaining('finding/aws/guardduty/arn:aws:guardduty:')]);
  });

  test('suppressed everywhere when Security Hub suppressed it', async () => {
    const suppressed = read('securityhub', { GetFindings: { Findings: [{ ...asff[1], Workflow: { Status: 'SUPPRESSED' } }] } });
    expect(await imported(read('guardduty'), suppressed)).toEqual([expect.objectContaining({ service: 'guardduty', status: 'suppressed' })]);
  });

  test('told by Security Hub alone where GuardDuty was not read', async () => {
    expect((await imported(read('securityhub'))).map(({ check }) => check)).toEqual(['securityhub/S3.8', 'securityhub/guardduty/UnauthorizedAccess:EC2-SSHBruteForce']);
  });

  test.each([
    ['Inspector', 'inspector2', 'arn:aws:inspector2:eu-west-1:111122223333:finding/0123456789abcdef0123456789abcdef'],
    ['Access Analyzer', 'accessanalyzer', `arn:aws:access-analyzer:eu-west-1:111122223333:analyzer/account/${bucket}`],
  ])('what %s and Security Hub tell', async (_, id, Id) => {
    const found = await imported(read(id), hub({ Id, ProductArn: `arn:aws:securityhub:eu-west-1::product/aws/${id}`, Compliance: undefined }));
    expect(found).toEqual([expect.objectContaining({ service: id })]);
  });

  test('what Inspector and an enhanced scan of ECR tell, each an entity of its own', async () => {
    const { findings: [finding] } = records.inspector2.ListFindings as { findings: { findingArn: string }[] };
    const { imageScanFindings } = records.ecr.DescribeImageScanFindings as { imageScanFindings: object };
    const enhanced = { findingArn: finding.findingArn, status: 'ACTIVE', severity: 'HIGH', title: 'CVE-2026-12345 - openssl' };
    const units = await Promise.all([
      read('inspector2'), read('ecr', { DescribeImageScanFindings: { imageScanFindings: { ...imageScanFindings, findings: [], enhancedFindings: [enhanced] } } }),
    ]);
    const graph = graphOf(...units);
    expect(graph.get(finding.findingArn)?._type).toBe('aws_inspector_finding');
    const scanned = graph.ofType('aws_ecr_image_scan_finding').map(({ _key }) => _key);
    expect(scanned.map((key) => graph.to(key).map(({ _fromType }) => _fromType))).toEqual(scanned.map(() => ['aws_ecr_image']));
    expect(importedFindings(graph, [], now)).toEqual([expect.objectContaining({ service: 'inspector2', evidence: expect.objectContaining({ alsoIn: scanned }) })]);
  });

  test('what two standards ask of one resource', async () => {
    const Findings = ['one', 'two'].map((Id) => ({ ...asff[0], Id: `arn:aws:securityhub:eu-west-1:111122223333:subscription/${Id}` }));
    expect(await imported(read('securityhub', { GetFindings: { Findings } }))).toHaveLength(1);
  });

  test('not what two controls, or one control on two resources, tell', async () => {
    const { Compliance } = asff[0] as { Compliance: object };
    const Findings = [
      asff[0],
      { ...asff[0], Id: 'a', Compliance: { ...Compliance, SecurityControlId: 'S3.5' } },
      { ...asff[0], Id: 'b', Resources: [{ Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::other' }] },
    ];
    expect(await imported(read('securityhub', { GetFindings: { Findings } }))).toHaveLength(3);
  });
});

describe('beside our own checks', () => {
  const own = (more: Partial<Finding> = {}) => ({ resource: [bucket], status: 'fail', frameworks: { fsbp: ['S3.8'] }, ...more }) as Finding;
  const beside = async (...posture: Finding[]) => importedFindings(graphOf(await hub({})), posture, now).map(({ check }) => check);

  test('a control that equals a check is left out', async () => expect(await beside(own())).toEqual([]));
  test('a control that shares a CIS requirement is left out', async () => {
    const RelatedRequirements = ['CIS AWS Foundations Benchmark v3.0.0/2.1.4'];
    const graph = graphOf(await hub({ Compliance: { Status: 'FAILED', SecurityControlId: 'S3.8', RelatedRequirements } }));
    expect(importedFindings(graph, [own({ frameworks: { cis: { '3.0': ['2.1.4'] } } })], now)).toEqual([]);
    expect(importedFindings(graph, [own({ frameworks: { cis: { '5.0': ['2.1.4'] } } })], now)).toHaveLength(1);
  });
  test('one that says otherwise stays', async () => expect(await beside(own({ status: 'pass' }), own({ status: 'unknown' }))).toEqual(['securityhub/S3.8']));
  test('one of another resource or control stays', async () => {
    expect(await beside(own({ resource: ['arn:aws:s3:::other'] }), own({ frameworks: { fsbp: ['S3.5'] } }))).toEqual(['securityhub/S3.8']);
  });
});

describe('the next scan', () => {
  const store = () => {
    let kept: readonly Finding[] = [];
    return {
      async* findings() { yield* kept; },
      async writeFindings(source: string, account: string, findings: readonly Finding[]) {
        expect([source, account]).toEqual(['imported', ACCOUNT]);
        kept = findings;
      },
    };
  };
  const scan = (to: ReturnType<typeof store>, unit: UnitResult | undefined, ledger: readonly UnitLedger[] = unit ? [unit.ledger] : []) =>
    importFindings(to, ACCOUNT, { graph: graphOf(...unit ? [unit] : []), posture: [], ledger, now });

  test('lets go what is no longer told', async () => {
    const to = store();
    expect(await scan(to, await read('guardduty'))).toHaveLength(1);
    expect(await scan(to, await read('guardduty', { ListFindings: { FindingIds: [] } }))).toEqual([]);
  });

  test('keeps what could not be read again, as unknown with the action', async () => {
    const to = store();
    const [before] = await scan(to, await read('guardduty'));
    const [kept] = await scan(to, await read('guardduty', { ListFindings: awsError('AccessDenied') }));
    expect(kept).toMatchObject({ id: before.id, status: 'unknown', evidence: { missingAction: 'guardduty:ListFindings', lastStatus: 'fail' } });
  });

  test('remembers since when it knows a finding, whenever the service saw it first', async () => {
    const to = store();
    const unit = await read('guardduty');
    const again = { graph: graphOf(unit), posture: [], ledger: [unit.ledger] };
    const [first] = await importFindings(to, ACCOUNT, { ...again, now });
    const [second] = await importFindings(to, ACCOUNT, { ...again, now: new Date('2026-11-02T00:00:00Z') });
    expect([firstKnown(first), firstKnown(second)]).toEqual([now.toISOString(), now.toISOString()]);
    expect(first.firstSeen).toBe('2026-10-01T07:50:00.000Z');
  });

  test('lives with what is suppressed', async () => {
    const rules = [{ check: 'guardduty/UnauthorizedAccess:EC2/*', reason: 'a test of ours' }];
    const unit = await read('guardduty');
    const suppressor = new Suppressor({ rules, byTag: false }, now);
    const [finding] = await importFindings(store(), ACCOUNT, { graph: graphOf(unit), posture: [], ledger: [unit.ledger], suppressor, now });
    expect([finding.status, suppressor.unused()]).toEqual(['suppressed', []]);
  });

  test('keeps what was left out as it is', async () => {
    const to = store();
    const before = await scan(to, await read('guardduty'));
    expect(await scan(to, undefined)).toEqual(before);
  });
});
