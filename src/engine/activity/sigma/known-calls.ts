import { detections } from '../../../catalogue/detections';
import type { Condition } from '../../../catalogue/model/condition';

/** Names that several services have calls of: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
const SHARED: ReadonlySet<string> = new Set([
  'AddPermission', 'AddUserToGroup', 'CloseAccount', 'CreateFilter', 'CreateIPSet', 'CreatePolicy', 'CreatePolicyVersion', 'CreateProfile',
  'CreateQueue', 'CreateRoute', 'CreateUser', 'DeleteBucket', 'DeleteBucketPolicy', 'DeleteDBInstance', 'DeleteDetector', 'DeleteFunction',
  'DeleteGraph', 'DeleteGroupPolicy', 'DeleteInsight', 'DeleteObject', 'DeleteObjectVersion', 'DeleteQueue', 'DeleteTopic',
  'DescribeInstanceAttribute', 'DisableKey', 'DisassociateFromAdministratorAccount', 'DisassociateWebACL', 'GetFederationToken', 'GetObject',
  'ImportKeyPair', 'ListIdentities', 'PutBucketPolicy', 'PutBucketVersioning', 'PutGroupPolicy', 'PutObject', 'PutResourcePolicy', 'SendCommand',
  'SetRepositoryPolicy', 'StartExportTask', 'StartSession', 'Unsubscribe',
]);

/** Names of calls by their event source, as the detections of the catalogue know them; those that only one service has. */
export function knownCalls(): ReadonlyMap<string, ReadonlySet<string>> {
  const sources = new Map<string, Set<string>>();
  const add = (name: unknown, source: unknown) => {
    if (typeof name === 'string' && typeof source === 'string' && !SHARED.has(name)) sources.set(name, (sources.get(name) ?? new Set()).add(source));
  };
  const visit = (condition: Condition): void => {
    if ('any' in condition) return condition.any.forEach(visit);
    if (!('all' in condition)) return;
    const of = (field: string) => condition.all.flatMap((each) => ('field' in each && each.field === field && each.test === 'in' ? each.value.map(String) : []));
    for (const name of of('eventName')) for (const source of of('eventSource')) add(name, source);
    condition.all.forEach(visit);
  };
  for (const { logic, examples } of detections) {
    if (logic.type === 'sequence') logic.steps.forEach(visit);
    else if (logic.type !== 'sigma') visit(logic.match);
    else if (JSON.stringify(logic.detection).includes('"eventSource|')) examples.match.forEach(({ eventName, eventSource }) => add(eventName, eventSource));
  }
  return sources;
}
