import type { Source } from './source';
import type { EntityOf, Severity } from '../../catalogue/model/check';
import type { accessanalyzer } from '../../catalogue/services/accessanalyzer';
import type { Finding as Imported } from '../contracts';

type Finding = EntityOf<(typeof accessanalyzer)['entities']['aws_accessanalyzer_finding']>;

/** Access Analyzer rates nothing: what the world can reach comes first, what strangers can reach next, what nobody uses last. */
const severityOf = ({ isPublic, findingType }: Finding): Severity => {
  if (isPublic) return 'high';
  return findingType === 'ExternalAccess' || findingType === undefined ? 'medium' : 'low';
};

function statusOf({ status, error }: Finding): Imported['status'] {
  if (error) return 'unknown';
  return status === 'ARCHIVED' ? 'suppressed' : status === 'RESOLVED' ? 'pass' : 'fail';
}

const titles: Readonly<Record<string, string>> = {
  ExternalAccess: 'A resource can be reached from outside of the zone of trust',
  InternalAccess: 'A principal of the organization or account has access to a business-critical resource',
  UnusedIAMRole: 'A role is not used',
  UnusedIAMUserAccessKey: 'An access key is not used',
  UnusedIAMUserPassword: 'A password is not used',
  UnusedPermission: 'Permissions are not used',
};

/** Who can do what, as far as the finding of an external access tells. */
function reasonOf(finding: Finding): string {
  const { principal, action, isPublic, error, resource, resourceType } = finding;
  if (error) return `Access Analyzer could not analyse ${resource}: ${error}.`;
  const who = isPublic ? 'Everybody' : Object.values(principal ?? {}).join(', ') || 'A principal';
  return action?.length ? `${who} may ${action.join(', ')}.` : `${titles[finding.findingType ?? 'ExternalAccess']}: ${resourceType} ${resource}.`;
}

/** AWS IAM Access Analyzer. */
export const accessAnalyzer: Source = {
  type: 'aws_accessanalyzer_finding',
  tell: (entity) => {
    const finding = entity as unknown as Finding;
    const kind = finding.findingType ?? 'ExternalAccess';
    return {
      check: `accessanalyzer/${kind}`,
      severity: severityOf(finding),
      status: statusOf(finding),
      resources: finding.resource ? [finding.resource] : [],
      title: titles[kind] ?? kind,
      reason: reasonOf(finding),
      firstSeen: finding.createdAt,
      lastSeen: finding.analyzedAt ?? finding.updatedAt,
      // Security Hub names them by the analyzer and the resource.
      ids: [`${finding.analyzerArn}/${finding.resource}`],
    };
  },
};
