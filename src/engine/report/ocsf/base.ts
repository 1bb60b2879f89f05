import type { Severity } from '../../../catalogue/model/check';
import type { Finding } from '../../contracts';

/** The version of the schema that events name. What is written is valid in every version from this one to 1.8.0: https://schema.ocsf.io/1.3.0/ */
export const OCSF = '1.3.0';

const CATEGORY = { category_uid: 2, category_name: 'Findings' } as const;

const SEVERITIES: Readonly<Record<Severity, readonly [id: number, name: string]>> = {
  informational: [1, 'Informational'], low: [2, 'Low'], medium: [3, 'Medium'], high: [4, 'High'], critical: [5, 'Critical'],
};

/** A class of events and what happened to the finding. */
export interface OcsfClass { readonly uid: number; readonly name: string; readonly activity: readonly [id: number, name: string] }

const named = ({ resourceName, resourceType }: Finding): object => ({
  ...resourceName !== '' && { name: resourceName },
  ...resourceType !== '' && { type: resourceType },
});

/** Partition of the first ARN of a finding. */
const partitionOf = ({ resource }: Finding): string => /^arn:([^:]+):/.exec(resource.find((key) => key.startsWith('arn:')) ?? '')?.[1] ?? 'aws';

/**
 * What every finding is in OCSF, whatever its class: when, how severe, who made it and in which account.
 * @param information attributes of `finding_info` beside id, title and times
 */
export function ocsfFinding(finding: Finding, { uid, name, activity: [activityId, activity] }: OcsfClass, information: object = {}) {
  const [severityId, severity] = SEVERITIES[finding.severity];
  const [first, last] = [finding.firstSeen, finding.lastSeen].map((time) => Date.parse(time));
  return {
    ...CATEGORY,
    class_uid: uid,
    class_name: name,
    activity_id: activityId,
    activity_name: activity,
    type_uid: uid * 100 + activityId,
    type_name: `${name}: ${activity}`,
    time: last,
    start_time: first,
    end_time: last,
    severity_id: severityId,
    severity,
    status_id: 1,
    status: 'New',
    message: finding.reason,
    metadata: { version: OCSF, uid: finding.id, profiles: ['cloud'], product: { name: 'cdk-security-scanner', vendor_name: 'cdk-security-scanner' } },
    finding_info: {
      uid: finding.id, title: finding.title, desc: finding.reason, types: [finding.check], first_seen_time: first, last_seen_time: last, ...information,
    },
    cloud: { provider: 'AWS', region: finding.region, account: { uid: finding.accountId, type_id: 10, type: 'AWS Account' } },
    resources: finding.resource.map((key, at) => ({ uid: key, cloud_partition: partitionOf(finding), ...at === 0 && named(finding) })),
  };
}
