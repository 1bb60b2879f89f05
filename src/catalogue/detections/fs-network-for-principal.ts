import { all, exists, not, succeeded, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Known principal from a network never seen for it. Principal = user ARN or role issuer ARN plus session name for workforce roles; network = trusted list, else ASN if a table is given, else /16 (IPv4) or /32 (IPv6); a principal with under minHistoryDays of history is new, not anomalous. */
export const fsNetworkForPrincipal = defineDetection({
  id: 'fs-network-for-principal',
  title: 'Known principal from a network never seen for it',
  severity: 'medium',
  attack: ['T1078.004'],
  data: 'management',
  tier: 1,
  falsePositives: ['Travel, a new office, another exit of a VPN'],
  logic: {
    type: 'first_seen',
    match: all(where('sourceIPAddress', 'isAddress', true), not(exists('userIdentity.invokedBy')), succeeded),
    key: ['principal', 'network'],
    lookbackDays: 30,
    minHistoryDays: 3,
  },
  examples: {
    match: [
      {
        eventSource: 'ssm.amazonaws.com',
        eventName: 'DescribeInstanceInformation',
        sourceIPAddress: '18.236.253.47',
        userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::017622104382:user/christophe' },
        recipientAccountId: '017622104382',
      },
    ],
    noMatch: [
      {
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        sourceIPAddress: 'ec2.amazonaws.com',
      },
      {
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        sourceIPAddress: '93.184.216.34',
        errorCode: 'AccessDenied',
        errorMessage: 'User is not authorized to perform this action',
      },
    ],
  },
});
