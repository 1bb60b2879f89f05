import type { Finding } from '@aws-sdk/client-inspector2';
import { defineService, type Place } from '../model/service';

/** Which scan makes which findings: https://docs.aws.amazon.com/inspector/latest/user/findings-types.html */
const SCAN_OF: Readonly<Record<string, string>> = { PACKAGE_VULNERABILITY: 'PACKAGE', NETWORK_REACHABILITY: 'NETWORK', CODE_VULNERABILITY: 'CODE' };

/** Coverage has no ARN. */
const coverageKey = (at: Place, { resourceId, scanType }: { resourceId?: string; scanType?: string }) =>
  at.arn('inspector2', `coverage/${scanType}/${resourceId}`);

/** What is kept of a finding: no code, and of the resources only what names them. */
const findingOf = ({
  packageVulnerabilityDetails, codeVulnerabilityDetails, inspectorScoreDetails, exploitabilityDetails, resources, ...finding
}: Finding) => ({
  ...finding,
  packageVulnerabilityDetails: packageVulnerabilityDetails && {
    vulnerabilityId: packageVulnerabilityDetails.vulnerabilityId,
    source: packageVulnerabilityDetails.source,
    sourceUrl: packageVulnerabilityDetails.sourceUrl,
    vulnerablePackages: packageVulnerabilityDetails.vulnerablePackages?.map(({ name, version, fixedInVersion }) => ({ name, version, fixedInVersion })),
  },
  codeVulnerabilityDetails: codeVulnerabilityDetails && {
    detectorId: codeVulnerabilityDetails.detectorId,
    detectorName: codeVulnerabilityDetails.detectorName,
    cwes: codeVulnerabilityDetails.cwes,
    filePath: codeVulnerabilityDetails.filePath,
  },
  lastKnownExploitAt: exploitabilityDetails?.lastKnownExploitAt,
  resources: resources?.map(({ id, type, region }) => ({ id, type, region })) ?? [],
});

const isOwn = (at: Place) => [{ comparison: 'EQUALS' as const, value: at.accountId }];

/** Amazon Inspector: https://docs.aws.amazon.com/inspector/v2/APIReference/ (coverage of a resource takes the place of the assessment runs of Classic). */
export const inspector2 = defineService({
  id: 'inspector2',
  title: 'Amazon Inspector',
  scope: 'regional',
  eventSource: 'inspector2.amazonaws.com',
  client: () => import('@aws-sdk/client-inspector2'),
  operations: {
    BatchGetAccountStatus: { action: 'inspector2:BatchGetAccountStatus', shared: 'unit' },
    ListCoverage: { action: 'inspector2:ListCoverage' },
    ListFindings: { action: 'inspector2:ListFindings' },
  },
  entities: (entity) => ({
    aws_inspector_assessment: entity({
      class: ['Assessment'],
      reads: ['BatchGetAccountStatus', 'ListCoverage'],
      async *list(read, at) {
        const status = (await read.call('BatchGetAccountStatus', { accountIds: [at.accountId] }))?.accounts?.[0];
        // Where Inspector is off the lists are refused like those of a role that may not read them.
        if (status?.state?.status === 'DISABLED') return;
        const resourceState = status?.resourceState;
        const serviceState = {
          status: status?.state?.status, ec2: resourceState?.ec2?.status, ecr: resourceState?.ecr?.status, lambda: resourceState?.lambda?.status,
        };
        const input = { maxResults: 200, filterCriteria: { accountId: isOwn(at) } };
        for await (const { resourceMetadata, ...coverage } of read.items('ListCoverage', 'coveredResources', input)) yield { ...coverage, serviceState };
      },
      key: (c, at) => coverageKey(at, c),
      name: (c) => `${c.scanType} ${c.resourceId}`,
      changes: ['Enable', 'Disable', 'UpdateConfiguration', 'UpdateEc2DeepInspectionConfiguration', 'UpdateOrganizationConfiguration', 'AssociateMember',
        'DisassociateMember'],
    }),

    aws_inspector_finding: entity({
      class: ['Finding'],
      reads: ['BatchGetAccountStatus', 'ListFindings'],
      async *list(read, at) {
        const status = (await read.call('BatchGetAccountStatus', { accountIds: [at.accountId] }))?.accounts?.[0];
        if (status?.state?.status === 'DISABLED') return;
        const filterCriteria = { findingStatus: [{ comparison: 'EQUALS' as const, value: 'ACTIVE' }], awsAccountId: isOwn(at) };
        for await (const finding of read.items('ListFindings', 'findings', { maxResults: 100, filterCriteria })) yield findingOf(finding);
      },
      key: (f) => f.findingArn!,
      name: (f) => f.title ?? f.packageVulnerabilityDetails?.vulnerabilityId,
      relationships: [
        {
          from: 'aws_inspector_assessment',
          verb: 'IDENTIFIED',
          key: (f, at) => f.resources.map(({ id }) => coverageKey(at, { resourceId: id, scanType: SCAN_OF[f.type!] })),
        },
        {
          from: 'aws_instance',
          verb: 'HAS',
          key: (f, at) => f.resources.filter(({ type }) => type === 'AWS_EC2_INSTANCE').map(({ id }) => at.arn('ec2', `instance/${id}`)),
        },
      ],
      // Inspector tells of a finding by an event of its own, not by CloudTrail.
      changes: ['CreateFilter', 'UpdateFilter', 'DeleteFilter', 'Enable', 'Disable'],
    }),
  }),
});
