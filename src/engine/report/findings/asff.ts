import { createHash } from 'node:crypto';
import { asffType } from './asff-types';
import { inBatches } from './batches';
import { remedyText, requirementsOf } from './requirements';
import type { Severity } from '../../../catalogue/model/check';
import type { Finding } from '../../contracts';

/** Longest texts and lists that AWS Security Hub takes. */
const MOST = { id: 512, title: 256, description: 1024, remedy: 512, resources: 32, requirements: 32 } as const;

const LABELS = { informational: ['INFORMATIONAL', 0], low: ['LOW', 1], medium: ['MEDIUM', 40], high: ['HIGH', 70], critical: ['CRITICAL', 90] } as const satisfies Record<Severity, unknown>;

const STATUSES = { pass: 'PASSED', fail: 'FAILED', suppressed: 'FAILED', unknown: 'NOT_AVAILABLE' } as const satisfies Record<Finding['status'], unknown>;

/** Who imports findings of other accounts into its own AWS Security Hub, and when. */
export interface Importer {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
  /** ISO 8601; a later import replaces an earlier one only if this is later. */
  readonly at: string;
}

/** A finding in the AWS Security Finding Format. */
export type AsffFinding = ReturnType<typeof asffFinding>;

/** Where the findings of global services are kept, by partition. */
const HOMES: Readonly<Record<string, string>> = { 'aws': 'us-east-1', 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1', 'aws-iso': 'us-iso-east-1', 'aws-iso-b': 'us-isob-east-1' };

/** The beginning of a text that is too long; a character of two halves stays whole. */
const cut = (text: string, most: number) => (text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`);

/** An id that is too long, cut and told from others by a digest. */
const shortId = (id: string) => (id.length <= MOST.id ? id : `${id.slice(0, MOST.id - 65)}#${createHash('sha256').update(id).digest('hex')}`);

const orElse = (text: string, otherwise: string) => (/\S/.test(text) ? text : otherwise);

const partitionOf = ({ resource, region }: Finding): string => {
  const named = /^arn:([^:]+):/.exec(resource.find((key) => key.startsWith('arn:')) ?? '')?.[1];
  return named ?? (region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws');
};

/** Region whose AWS Security Hub a finding belongs to. */
function regionOf(finding: Finding): string {
  return finding.region === 'global' ? HOMES[partitionOf(finding)] ?? HOMES.aws : finding.region;
}

/** Who tells of a finding: its own account where its Region keeps findings, or the importer. */
const tellerOf = (finding: Finding): Importer =>
  ({ partition: partitionOf(finding), accountId: finding.accountId, region: regionOf(finding), at: finding.lastSeen });

/**
 * A finding in the AWS Security Finding Format, as a custom product of its account, within the lengths that AWS Security Hub takes.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html
 * @param importer tells of it in its own name, as AWS Security Hub takes findings of an account from nobody else: the account of the resource then
 * stands in the product fields, and what does not fail is archived @default - the account of the resource
 */
export function asffFinding(finding: Finding, importer?: Importer) {
  const { status, check, severity, title, reason, firstSeen, lastSeen } = finding;
  const { partition, accountId, region, at } = importer ?? tellerOf(finding);
  const requirements = requirementsOf(finding).slice(0, MOST.requirements);
  // AWS Security Hub takes INFORMATIONAL for "no issue".
  const [label, normalized] = LABELS[status === 'pass' ? 'informational' : severity];
  const remedy = cut(remedyText(finding), MOST.remedy);
  return {
    SchemaVersion: '2018-10-08' as const,
    // AWS's own resources, such as its managed policies, have one key in every account.
    Id: shortId(importer ? `${finding.accountId}/${finding.id}` : finding.id),
    ProductArn: `arn:${partition}:securityhub:${region}:${accountId}:product/${accountId}/default`,
    GeneratorId: shortId(check),
    AwsAccountId: accountId,
    Types: ['Software and Configuration Checks/AWS Security Best Practices'],
    FirstObservedAt: firstSeen,
    LastObservedAt: lastSeen,
    CreatedAt: firstSeen,
    UpdatedAt: at,
    Severity: { Label: label, Normalized: normalized, Original: severity },
    Title: cut(orElse(title, check), MOST.title),
    Description: cut(orElse(reason, orElse(title, check)), MOST.description),
    ...remedy !== '' && { Remediation: { Recommendation: { Text: remedy } } },
    ProductFields: { ProviderName: 'cdk-security-scanner', Service: finding.service, ...importer && { AccountId: finding.accountId } },
    Resources: finding.resource.slice(0, MOST.resources).map((key, index) => ({
      Type: index === 0 ? asffType(finding.resourceType) : 'Other', Id: shortId(key), Partition: partition as 'aws', Region: finding.region === 'global' ? region : finding.region,
    })),
    Compliance: { Status: STATUSES[status], ...requirements.length > 0 && { RelatedRequirements: requirements } },
    Workflow: { Status: status === 'suppressed' ? 'SUPPRESSED' as const : 'NEW' as const },
    RecordState: importer && status !== 'fail' ? 'ARCHIVED' as const : 'ACTIVE' as const,
  };
}

// Some bytes are left for what surrounds the findings.
const REQUEST = { findings: 100, bytes: 6_000_000 - 1_000 };

/** Findings as JSON, each with the product it is told by. */
async function* written(findings: AsyncIterable<Finding> | Iterable<Finding>): AsyncIterable<{ readonly text: string; readonly place: string }> {
  for await (const finding of findings) {
    const of = asffFinding(finding);
    yield { text: JSON.stringify(of), place: of.ProductArn };
  }
}

/**
 * Requests of BatchImportFindings, one a line: at most 100 findings and 6 MB, of one account and Region, because each is sent by its account to its Region.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html
 */
export async function* asffRequests(findings: AsyncIterable<Finding> | Iterable<Finding>): AsyncIterable<string> {
  const batches = inBatches(written(findings), REQUEST, ({ text }) => Buffer.byteLength(text) + 1, (one, other) => one.place === other.place);
  for await (const batch of batches) yield `{"Findings":[${batch.map(({ text }) => text).join(',')}]}\n`;
}
