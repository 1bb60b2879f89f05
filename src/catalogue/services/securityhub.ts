import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub';
import { defineService } from '../model/service';

/** What is kept of a finding: its `Details` repeat settings of the resource, values of environment variables among them. */
const findingOf = ({
  SchemaVersion, Id, ProductArn, ProductName, CompanyName, GeneratorId, AwsAccountId, Region, Types, Severity, Title, Description, Remediation,
  Resources, Compliance, Workflow, RecordState, Vulnerabilities, FirstObservedAt, LastObservedAt, CreatedAt, UpdatedAt, SourceUrl, RelatedFindings,
}: AwsSecurityFinding) => ({
  SchemaVersion,
  Id,
  ProductArn,
  ProductName,
  CompanyName,
  GeneratorId,
  AwsAccountId,
  FindingRegion: Region,
  Types,
  Severity,
  Title,
  Description,
  Remediation,
  Resources: Resources?.map((resource) => ({ Id: resource.Id, Type: resource.Type, Region: resource.Region })),
  Compliance,
  Workflow,
  RecordState,
  VulnerabilityIds: Vulnerabilities?.map((vulnerability) => vulnerability.Id),
  FirstObservedAt,
  LastObservedAt,
  CreatedAt,
  UpdatedAt,
  SourceUrl,
  RelatedFindings,
});

/** AWS Security Hub, findings in ASFF: https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html */
export const securityhub = defineService({
  id: 'securityhub',
  title: 'AWS Security Hub',
  scope: 'regional',
  eventSource: 'securityhub.amazonaws.com',
  client: () => import('@aws-sdk/client-securityhub'),
  operations: {
    GetFindings: {
      action: 'securityhub:GetFindings', resource: 'arn:${Partition}:securityhub:*:${Account}:hub/default', absent: ['InvalidAccessException'],
    },
  },
  entities: (entity) => ({
    aws_securityhub_finding: entity({
      class: ['Finding'],
      reads: ['GetFindings'],
      async *list(read, at) {
        const equals = (Value: string) => [{ Comparison: 'EQUALS' as const, Value }];
        // An aggregation Region and an administrator see the findings of others too, which their own Regions and accounts tell.
        const Filters = { RecordState: equals('ACTIVE'), AwsAccountId: equals(at.accountId), Region: equals(at.region) };
        for await (const finding of read.items('GetFindings', 'Findings', { Filters, MaxResults: 100 })) yield findingOf(finding);
      },
      // The id is unique within its product, and that of another service's finding is the ARN it has there.
      key: (f, at) => (f.Id!.startsWith(`arn:${at.partition}:securityhub:`)
        ? f.Id! : at.arn('securityhub', `finding/${f.ProductArn?.split(':product/')[1]}/${f.Id}`)),
      name: (f) => f.Title,
      facts: (f) => ({ securityControlId: f.Compliance?.SecurityControlId }),
      changes: [
        'BatchImportFindings', 'BatchUpdateFindings', 'UpdateFindings', 'EnableSecurityHub', 'DisableSecurityHub', 'BatchEnableStandards',
        'BatchDisableStandards', 'UpdateStandardsControl', 'BatchUpdateStandardsControlAssociations', 'CreateAutomationRule', 'BatchUpdateAutomationRules',
      ],
    }),
  }),
});
