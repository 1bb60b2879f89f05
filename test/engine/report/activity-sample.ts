import type { Severity } from '../../../src/catalogue/model/check';
import { tacticOf } from '../../../src/engine/activity/correlate/attack';
import type { ActivityFinding } from '../../../src/engine/contracts';

const ACCOUNT = '111122223333';
const at = (minute: number) => new Date(Date.UTC(2026, 2, 15, 9, minute)).toISOString();

type StepLine = readonly [from: number, to: number, detection: string, title: string, severity: Severity, attack: string, call: string, count: number];

function story(name: string, severity: Severity, lines: readonly StepLine[], more: object = {}): ActivityFinding {
  const actor = `arn:aws:iam::${ACCOUNT}:user/${name}`;
  const steps = lines.map(([from, to, detection, title, each, attack, call, count]) => (
    { from: at(from), to: at(to), detection, title, severity: each, attack: [attack], tactic: tacticOf(attack), call, count, finding: `${detection}|1` }));
  const order = [...new Set(steps.map(({ tactic }) => tactic))];
  return {
    id: `story|${actor}|${at(lines[0][0])}`,
    source: 'activity',
    check: 'story',
    service: 'iam',
    severity,
    status: 'fail',
    resource: [actor],
    resourceType: '',
    resourceName: name,
    accountId: ACCOUNT,
    region: 'eu-west-1',
    title: `${name}: ${order.join(', ')}`,
    reason: 'several detections',
    remedy: { cli: '', cdk: '' },
    frameworks: {},
    firstSeen: at(lines[0][0]),
    lastSeen: at(Math.max(...lines.map(([, to]) => to))),
    evidence: { attack: steps.flatMap((step) => step.attack), events: [], actor, principal: actor, eventSource: 'iam.amazonaws.com', eventName: 'CreateUser', story: { tactics: order, steps, ...more } },
  };
}

/** Stories as `detect` keeps them, the worst not first. */
export function activityStories(name = 'alice'): ActivityFinding[] {
  const because = `arn:aws:iam::${ACCOUNT}:user/${name} reaches arn:aws:iam::${ACCOUNT}:role/admin by iam-create-policy-version, sts-assume-role`;
  const whole = story(name, 'critical', [
    [0, 0, 'fs-network-for-principal', 'Known principal from a network never seen for it', 'medium', 'T1078.004', 'sts.amazonaws.com GetCallerIdentity', 1],
    [2, 9, 'thr-recon-burst', 'Burst of different discovery APIs by one principal', 'medium', 'T1580', 'ec2.amazonaws.com DescribeInstances', 3],
    [11, 11, 'iam-user-created', 'IAM user created', 'low', 'T1136.003', 'iam.amazonaws.com CreateUser', 1],
    [12, 12, 'iam-access-key-created-for-other', `Access key created for ${name}`, 'medium', 'T1098.001', 'iam.amazonaws.com CreateAccessKey', 1],
    [26, 26, 'cloudtrail-logging-stopped', 'Trail logging turned off', 'high', 'T1562.008', 'cloudtrail.amazonaws.com StopLogging', 1],
    [31, 44, 's3-bucket-policy-public', 'Bucket policy opened to everybody', 'high', 'T1530', 's3.amazonaws.com PutBucketPolicy', 2],
    [49, 49, 'ebs-snapshot-shared', 'EBS snapshot shared with another account', 'high', 'T1537', 'ec2.amazonaws.com ModifySnapshotAttribute', 1],
  ], { raised: { from: 'high', because }, via: [`arn:aws:iam::${ACCOUNT}:role/admin`] });
  const hops = [
    { from: `arn:aws:iam::${ACCOUNT}:user/${name}`, to: `arn:aws:iam::${ACCOUNT}:role/builder`, method: 'iam-create-policy-version', status: 'proven', statements: [] },
    { from: `arn:aws:iam::${ACCOUNT}:role/builder`, to: `arn:aws:iam::${ACCOUNT}:role/admin`, method: 'sts-assume-role', status: 'possible', statements: [] },
  ];
  const reach = { identity: `arn:aws:iam::${ACCOUNT}:user/${name}`, kind: 'path', status: 'possible', because, hops } as const;
  return [
    story('svc-report', 'medium', [
      [5, 5, 'behaviour-unusual', 'A principal acts unlike itself in several ways at once', 'medium', 'T1078.004', 'sts.amazonaws.com GetCallerIdentity', 1],
      [8, 8, 'thr-recon-burst', 'Burst of different discovery APIs by one principal', 'medium', 'T1580', 'iam.amazonaws.com ListUsers', 1],
    ]),
    { ...whole, evidence: { ...whole.evidence, reach } },
    story('bob', 'high', [[3, 3, 'kms-key-disabled', 'KMS key disabled or scheduled for deletion', 'high', 'T1485', 'kms.amazonaws.com ScheduleKeyDeletion', 1]]),
  ];
}
