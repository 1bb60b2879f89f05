import type { Finding } from '../contracts';

/** Who imports findings into AWS Security Hub. */
export interface Importer { readonly partition: string; readonly accountId: string; readonly region: string }

/** A finding in the AWS Security Finding Format, as BatchImportFindings takes it. */
export interface AsffFinding {
  readonly SchemaVersion: '2018-10-08';
  readonly Id: string;
  readonly ProductArn: string;
  readonly GeneratorId: string;
  readonly AwsAccountId: string;
  readonly Types: string[];
  readonly CreatedAt: string;
  readonly UpdatedAt: string;
  readonly Severity: { readonly Label: 'CRITICAL' | 'HIGH' | 'MEDIUM' | 'LOW' | 'INFORMATIONAL' };
  readonly Title: string;
  readonly Description: string;
  readonly Remediation: { readonly Recommendation: { readonly Text: string } };
  readonly ProductFields: Record<string, string>;
  readonly Resources: { readonly Type: string; readonly Id: string; readonly Partition: 'aws' | 'aws-cn' | 'aws-us-gov'; readonly Region: string }[];
  readonly Compliance: { readonly Status: 'PASSED' | 'FAILED' | 'NOT_AVAILABLE' };
  readonly RecordState: 'ACTIVE' | 'ARCHIVED';
}

// Characters: https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html
const LIMITS = { Title: 256, Description: 1024, Text: 512, Id: 512 };
const compliance = { fail: 'FAILED', suppressed: 'FAILED', pass: 'PASSED', unknown: 'NOT_AVAILABLE' } as const;

const cut = (text: string, limit: number) => (text.length <= limit ? text : `${text.slice(0, limit - 1)}…`);

/**
 * The finding as the importing account tells it: AWS Security Hub takes findings of another account from nobody but that account, so the
 * account of the resource stands in the product fields. What does not fail is archived.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html
 * @param updatedAt ISO 8601; a later import replaces an earlier one only if this is later
 */
export function toAsff(finding: Finding, { partition, accountId, region }: Importer, updatedAt: string): AsffFinding {
  const [resource] = finding.resource;
  return {
    SchemaVersion: '2018-10-08',
    Id: cut(`cdk-security-scanner/${finding.id}`, LIMITS.Id),
    ProductArn: `arn:${partition}:securityhub:${region}:${accountId}:product/${accountId}/default`,
    GeneratorId: finding.check,
    AwsAccountId: accountId,
    Types: ['Software and Configuration Checks/AWS Security Best Practices'],
    CreatedAt: finding.firstSeen,
    UpdatedAt: updatedAt,
    Severity: { Label: finding.severity.toUpperCase() as AsffFinding['Severity']['Label'] },
    Title: cut(finding.title, LIMITS.Title),
    Description: cut(finding.reason, LIMITS.Description),
    Remediation: { Recommendation: { Text: cut(finding.remedy.cli, LIMITS.Text) } },
    ProductFields: { 'cdk-security-scanner/AccountId': finding.accountId, 'cdk-security-scanner/Service': finding.service },
    Resources: [{ Type: 'Other', Id: cut(resource, LIMITS.Id), Partition: partition as 'aws', Region: finding.region === 'global' ? region : finding.region }],
    Compliance: { Status: compliance[finding.status] },
    RecordState: finding.status === 'fail' ? 'ACTIVE' : 'ARCHIVED',
  };
}
