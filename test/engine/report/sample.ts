import type { Severity } from '../../../src/catalogue/model/check';
import type { Finding, Score, ScanSummary, Unit, UnitLedger } from '../../../src/engine/contracts';

/** Names as an attacker, or an unlucky user, chooses them. */
export const nastyNames = [
  '<script>document.title = "owned"</script>', '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", '</script></style></title>', '<!-- -->', '&lt;b&gt;&amp;',
  'invoice\u202egpj.exe', 'zero\u200bwidth\ufeff\u2060', 'عربى-bucket', 'emoji-👩‍💻', '\u001b[31mred\u001b[0m\u0007', '\u0000\u0008null', '\ud800lone', '`${7*7}`', '{{7*7}}',
  'javascript:alert(1)', 'https://evil.example/x.js', `${'very-long-name-'.repeat(16)}end`, 'Z̸̧͔̽a̶̢̎l̴̰̈́g̷̙̈o̵͚͝', '=HYPERLINK("https://evil.example")', 'a|b|c', '--', ' ',
];

const accounts = [
  { accountId: '111122223333', name: 'production' }, { accountId: '222233334444', name: 'staging' },
  { accountId: '333344445555', name: 'data <b>platform</b> & analytics' }, { accountId: '444455556666' },
];
const regions = ['eu-central-1', 'eu-west-1', 'us-east-1'];
const places = ['global', ...regions];

interface Kind {
  readonly check: string;
  readonly severity: Severity;
  readonly title: string;
  readonly reason: string;
  readonly cli: string;
  readonly cdk: string;
  readonly cis: string;
}

const kinds: readonly Kind[] = [
  {
    check: 'iam-root-has-no-access-key',
    severity: 'critical',
    title: 'The root user has no access key',
    reason: 'AccountAccessKeysPresent is 1',
    cis: '1.3',
    cli: '# Sign in as the root user, then\naws iam delete-access-key --access-key-id <access-key-id>',
    cdk: '// Not a resource: the root user is outside CloudFormation.',
  },
  {
    check: 's3-bucket-blocks-public-access',
    severity: 'high',
    title: 'S3 buckets block public access',
    reason: 'BlockPublicAcls is false, RestrictPublicBuckets is false',
    cis: '2.1.4',
    cli: 'aws s3api put-public-access-block --bucket <bucket> \\\n  --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true',
    cdk: "new s3.Bucket(this, 'Bucket', {\n  blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,\n});",
  },
  {
    check: 'ec2-security-group-closes-ssh',
    severity: 'high',
    title: 'Security groups do not open SSH to the world',
    reason: 'Ingress tcp 22 from 0.0.0.0/0 and ::/0',
    cis: '5.2',
    cli: 'aws ec2 revoke-security-group-ingress --group-id <group-id> --protocol tcp --port 22 --cidr 0.0.0.0/0',
    cdk: 'securityGroup.addIngressRule(ec2.Peer.ipv4(cidr), ec2.Port.SSH);',
  },
  {
    check: 'kms-key-rotates',
    severity: 'medium',
    title: 'Customer managed KMS keys rotate automatically',
    reason: 'KeyRotationEnabled is false',
    cis: '4.6',
    cli: 'aws kms enable-key-rotation --key-id <key-id>',
    cdk: "new kms.Key(this, 'Key', { enableKeyRotation: true });",
  },
  {
    check: 'rds-instance-is-encrypted',
    severity: 'medium',
    title: 'RDS instances are encrypted at rest',
    reason: 'StorageEncrypted is false',
    cis: '2.2.1',
    cli: 'aws rds create-db-snapshot --db-instance-identifier <id> --db-snapshot-identifier <id>-copy',
    cdk: "new rds.DatabaseInstance(this, 'Database', { storageEncrypted: true });",
  },
  { check: 's3-bucket-logs-access', severity: 'low', title: 'S3 buckets log access', reason: 'LoggingEnabled is absent', cis: '', cli: 'aws s3api put-bucket-logging --bucket <bucket>', cdk: '' },
];

/** A finding of one of six checks, its name, place and status chosen by `at`. */
export function sampleFinding(at: number): Finding {
  const kind = kinds[(at * 7 + Math.floor(at / 8)) % kinds.length];
  const account = accounts[at % accounts.length];
  const service = kind.check.split('-')[0];
  const region = service === 'iam' ? 'global' : regions[Math.floor(at / 4) % regions.length];
  const resourceName = at % 3 === 0 ? nastyNames[(at / 3) % nastyNames.length] : `${service}-resource-${at}`;
  const key = `arn:aws:${service}:${region === 'global' ? '' : region}:${account.accountId}:${resourceName}`;
  const status = at % 11 === 5 ? 'unknown' : 'fail';
  return {
    id: `${kind.check}|${key}`,
    source: 'posture',
    check: kind.check,
    service,
    severity: kind.severity,
    status,
    resource: [key],
    resourceType: 'aws_s3_bucket',
    resourceName,
    accountId: account.accountId,
    region,
    title: kind.title,
    reason: status === 'fail' ? kind.reason : 'GetPublicAccessBlock was denied: grant s3:GetBucketPublicAccessBlock',
    remedy: { cli: kind.cli, cdk: kind.cdk },
    frameworks: kind.cis ? { cis: { '7.0': [kind.cis], '3.0': [kind.cis] }, fsbp: ['S3.8'], nist_800_53_r5: ['AC-3', 'SC-7'] } : {},
    firstSeen: '2026-10-03T08:00:00.000Z',
    lastSeen: '2026-11-24T02:15:00.000Z',
    evidence: {},
  };
}

const unit = (at: number, accountId: string, region: string, service: string): UnitLedger => {
  const denied = { action: 's3:GetBucketPublicAccessBlock', code: 'AccessDenied', denied: true };
  const list = { action: 'kms:ListKeys', code: 'AccessDeniedException', denied: true };
  const throttled = { action: 'rds:DescribeDBInstances', code: 'ThrottlingException', denied: false };
  const base = { accountId, region, service, unread: [], unlisted: [], calls: 20 + at, milliseconds: 900, entities: 14, relationships: 22 };
  if (at % 13 === 4) return { ...base, status: 'partial', unread: [denied] };
  if (at % 17 === 6) return { ...base, status: 'failed', unlisted: [{ type: 'aws_kms_key', unread: list }] };
  return at % 29 === 9 ? { ...base, status: 'partial', unread: [throttled] } : { ...base, status: 'complete' };
};

function score(accountId: string, region: string, at: number): Score {
  if (at % 9 === 7) return { accountId, region, confidence: 1, fail: 0, pass: 0, unknown: 0 };
  const confidence = at % 4 === 1 ? 0.82 : 1;
  return { accountId, region, score: [12, 34, 57, 71, 88, 100, 93.4, 64.2][(at * 3) % 8], confidence, fail: 3 + at % 5, pass: 40 + at, unknown: at % 3 };
}

/** A scan of four accounts in three Regions, partly denied. */
export function sampleSummary(changes: Partial<ScanSummary> = {}): ScanSummary {
  const services = ['s3', 'kms', 'rds', 'ec2'];
  const units: Unit[] = accounts.flatMap(({ accountId }) => places.flatMap((region) => services.map((service) => ({ accountId, region, service }))));
  const ledger = units.map((each, at) => unit(at, each.accountId, each.region, each.service));
  const denials = ledger.map((entry) => [...entry.unread, ...entry.unlisted.map((list) => list.unread)].map(({ action }) => action));
  const missing = (action: string) => denials.filter((actions) => actions.includes(action)).length;
  return {
    run: '2026-11-24T02:15:00.000Z-7f3k9q',
    startedAt: '2026-11-24T02:15:00.000Z',
    milliseconds: 83_400,
    accounts,
    regions,
    ledger,
    entities: 1834,
    relationships: 4120,
    inventory: {
      aws_s3_bucket: 412,
      aws_iam_role: 388,
      aws_security_group: 301,
      aws_kms_key: 122,
      aws_lambda_function: 204,
      aws_db_instance: 31,
      aws_iam_user: 18,
      aws_vpc: 16,
      aws_subnet: 96,
      aws_iam_policy: 190,
      aws_account: 4,
      aws_cloudtrail: 5,
      aws_sqs_queue: 27,
      aws_sns_topic: 20,
    },
    findings: { critical: 4, high: 19, medium: 21, low: 10, informational: 0 },
    scores: accounts.flatMap(({ accountId }, row) => ['all', ...places].map((region, column) => score(accountId, region, row * 5 + column))),
    denied: ['s3:GetBucketPublicAccessBlock', 'kms:ListKeys'].map((action) => ({ action, units: missing(action) })),
    refused: [],
    lake: './lake',
    ...changes,
  };
}

/** A scan that read everything and found nothing wrong. */
export const cleanSummary = (): ScanSummary => {
  const all = sampleSummary();
  const ledger = all.ledger.map((entry) => ({ ...entry, status: 'complete' as const, unread: [], unlisted: [] }));
  const scores = all.scores.map((each) => ({ ...each, score: 100, confidence: 1, fail: 0, unknown: 0 }));
  return { ...all, ledger, denied: [], scores, findings: { critical: 0, high: 0, medium: 0, low: 0, informational: 0 } };
};

/** The findings of the sample, as many as asked for. */
export const sampleFindings = (length = 60): Finding[] => Array.from({ length }, (_, at) => sampleFinding(at));

/** A report as one string. */
export async function whole(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}
