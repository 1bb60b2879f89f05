import { ofScore, type Source } from './source';
import type { EntityOf } from '../../catalogue/model/check';
import type { guardduty as service } from '../../catalogue/services/guardduty';

type Finding = EntityOf<(typeof service)['entities']['aws_guardduty_finding']>;

/** Levels: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html */
const levels = { critical: 9, high: 7, medium: 4, low: 1 };

function resourcesOf({ Resource, _key }: Finding): string[] {
  const { InstanceId, AccessKey, Buckets = [], Arns = [] } = Resource ?? {};
  const [, partition] = _key.split(':');
  const named = [InstanceId, ...Arns, ...Buckets.map((name) => `arn:${partition}:s3:::${name}`)];
  // The user or role before its key, which often is one of a session that has ended.
  return [...named, AccessKey?.PrincipalId, AccessKey?.AccessKeyId].filter((id): id is string => id !== undefined && id !== '');
}

/** Amazon GuardDuty. */
export const guardduty: Source = {
  type: 'aws_guardduty_finding',
  tell: (entity) => {
    const finding = entity as unknown as Finding;
    return {
      check: `guardduty/${finding.Type}`,
      severity: ofScore(finding.Severity ?? 0, levels),
      status: finding.Service.Archived ? 'suppressed' : 'fail',
      resources: resourcesOf(finding),
      title: finding.Title ?? finding.Type!,
      reason: `${finding.Description ?? ''} Seen ${finding.Service.Count ?? 1} times.`.trim(),
      firstSeen: finding.Service.EventFirstSeen ?? finding.CreatedAt,
      lastSeen: finding.Service.EventLastSeen ?? finding.UpdatedAt,
      ids: [finding.Arn!],
    };
  },
};
