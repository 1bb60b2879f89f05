import type { Finding } from '@aws-sdk/client-guardduty';
import { defineService, type Place } from '../model/service';

const detector = 'arn:${Partition}:guardduty:*:${Account}:detector/*';

const detectorArn = (at: Place, id: string | undefined) => at.arn('guardduty', `detector/${id}`);

/** What of the affected resource is kept: what names it. */
const resourceOf = ({ AccessKeyDetails, S3BucketDetails, ...of }: Finding['Resource'] & object) => ({
  ResourceType: of.ResourceType,
  InstanceId: of.InstanceDetails?.InstanceId,
  AccessKey: AccessKeyDetails && {
    AccessKeyId: AccessKeyDetails.AccessKeyId,
    UserName: AccessKeyDetails.UserName,
    UserType: AccessKeyDetails.UserType,
    PrincipalId: AccessKeyDetails.PrincipalId,
  },
  Buckets: S3BucketDetails?.flatMap(({ Name }) => Name ?? []),
  Arns: [of.EksClusterDetails?.Arn, of.LambdaDetails?.FunctionArn, of.RdsDbInstanceDetails?.DbInstanceArn, of.EcsClusterDetails?.Arn]
    .filter((arn) => arn !== undefined),
});

/** What is kept of a finding: what the attacker did can show command lines and addresses, which stay in GuardDuty. */
const findingOf = ({ Resource, Service, AssociatedAttackSequenceArn, ...finding }: Finding) => {
  const { Archived, Count, DetectorId, EventFirstSeen, EventLastSeen, FeatureName } = Service ?? {};
  return { ...finding, Resource: Resource && resourceOf(Resource), Service: { Archived, Count, DetectorId, EventFirstSeen, EventLastSeen, FeatureName } };
};

/** Amazon GuardDuty: https://docs.aws.amazon.com/guardduty/latest/APIReference/ */
export const guardduty = defineService({
  id: 'guardduty',
  title: 'Amazon GuardDuty',
  scope: 'regional',
  eventSource: 'guardduty.amazonaws.com',
  client: () => import('@aws-sdk/client-guardduty'),
  operations: {
    ListDetectors: { action: 'guardduty:ListDetectors' },
    GetDetector: { action: 'guardduty:GetDetector', resource: detector },
    ListFindings: { action: 'guardduty:ListFindings' },
    GetFindings: { action: 'guardduty:GetFindings' },
  },
  entities: (entity) => {
    const aws_guardduty_detector = entity({
      class: ['Assessment', 'Scanner'],
      reads: ['ListDetectors', 'GetDetector'],
      async *list(read) {
        for await (const DetectorId of read.items('ListDetectors', 'DetectorIds', { MaxResults: 50 })) yield { DetectorId };
      },
      async describe(read, { DetectorId }) {
        return { DetectorId, ...await read.call('GetDetector', { DetectorId }) };
      },
      key: (d, at) => detectorArn(at, d.DetectorId),
      name: (d) => d.DetectorId,
      tags: (d) => d.Tags,
      facts: (d) => ({ enabledFeatures: d.Features?.filter(({ Status }) => Status === 'ENABLED').map(({ Name }) => Name) }),
      changes: [
        'CreateDetector', 'UpdateDetector', 'DeleteDetector', 'UpdateMemberDetectors', 'UpdateOrganizationConfiguration', 'TagResource', 'UntagResource',
      ],
    });

    return {
      aws_guardduty_detector,

      aws_guardduty_finding: entity({
        class: ['Finding'],
        of: aws_guardduty_detector,
        reads: ['ListFindings', 'GetFindings'],
        async *list(read, at, { DetectorId }) {
          // An administrator sees the findings of its members too, which their own accounts tell.
          const Criterion = { 'service.archived': { Eq: ['false'] }, 'accountId': { Eq: [at.accountId] } };
          for await (const { FindingIds = [] } of read.pages('ListFindings', { DetectorId, FindingCriteria: { Criterion }, MaxResults: 50 })) {
            if (FindingIds.length === 0) continue;
            const answer = await read.call('GetFindings', { DetectorId, FindingIds });
            yield* answer?.Findings?.map(findingOf) ?? [];
          }
        },
        key: (f) => f.Arn!,
        name: (f) => f.Title ?? f.Type,
        relationships: [
          { from: 'aws_guardduty_detector', verb: 'IDENTIFIED', key: (f, at) => detectorArn(at, f.Service.DetectorId) },
          { from: 'aws_instance', verb: 'HAS', key: (f, at) => (f.Resource?.InstanceId ? at.arn('ec2', `instance/${f.Resource.InstanceId}`) : undefined) },
        ],
        // GuardDuty tells of a finding by an event of its own, not by CloudTrail.
        changes: ['ArchiveFindings', 'UnarchiveFindings', 'UpdateFindingsFeedback', 'CreateSampleFindings', 'CreateFilter', 'UpdateFilter', 'DeleteFilter'],
      }),
    };
  },
});
