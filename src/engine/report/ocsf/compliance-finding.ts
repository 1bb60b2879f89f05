import { ocsfFinding } from './base';
import type { Finding } from '../../contracts';
import { remedyText, requirementsOf } from '../findings/requirements';
import { frameworkList } from '../groups';

const COMPLIANCE_FINDING = { uid: 2003, name: 'Compliance Finding' } as const;
const [CREATE, UPDATE] = [[1, 'Create'], [2, 'Update']] as const;

const STATUSES: Readonly<Record<Finding['status'], readonly [id: number, name: string]>> = {
  pass: [1, 'Pass'], fail: [3, 'Fail'], suppressed: [3, 'Fail'], unknown: [0, 'Unknown'],
};

/** A check that answers to no published requirement is its own standard. */
const OWN = 'cdk-security-scanner';

/** A result of a posture check as Compliance Finding: https://schema.ocsf.io/1.3.0/classes/compliance_finding */
export function complianceFinding(finding: Finding): object {
  const { check, title, service, status, evidence, firstSeen, lastSeen } = finding;
  const [statusId, statusName] = STATUSES[status];
  const standards = frameworkList(finding.frameworks).map(({ name }) => name);
  const desc = remedyText(finding);
  return {
    ...ocsfFinding(finding, { ...COMPLIANCE_FINDING, activity: firstSeen === lastSeen ? CREATE : UPDATE }, { analytic: { uid: check, name: title, type_id: 1, type: 'Rule' } }),
    ...status === 'suppressed' && { status_id: 3, status: 'Suppressed' },
    compliance: {
      standards: standards.length > 0 ? standards : [OWN], requirements: requirementsOf(finding), control: check, status_id: statusId, status: statusName,
    },
    ...desc !== '' && { remediation: { desc } },
    unmapped: { service, evidence },
  };
}
