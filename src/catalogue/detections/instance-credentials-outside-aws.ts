import { all, is, not, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Instance-role credentials used from outside AWS. The list of AWS address ranges is a parameter; without it fall back to first-seen network for the role. */
export const instanceCredentialsOutsideAws = defineDetection({
  id: 'instance-credentials-outside-aws',
  title: 'Instance-role credentials used from outside AWS',
  severity: 'high',
  attack: ['T1552.005', 'T1078.004'],
  data: 'management',
  tier: 1,
  falsePositives: ['Instances behind an own public address that is not in the list', 'AWS addresses, where the list aws_ip_ranges is not given'],
  logic: {
    type: 'event',
    match: all(
      is('userIdentity.type', 'AssumedRole'),
      where('userIdentity.arn', 'ignoreCase', ':assumed-role/.+/i-[0-9a-f]+$'),
      not(where('userIdentity.invokedBy', 'endsWith', '.amazonaws.com')),
      not(is('eventSource', 'ssm.amazonaws.com', 'ec2messages.amazonaws.com', 'ssmmessages.amazonaws.com')),
      not(is('eventName', 'RegisterManagedInstance')),
      where('sourceIPAddress', 'isAddress', true),
      not(where('sourceIPAddress', 'isPrivateAddress', true)),
      where('sourceIPAddress', 'notInList', 'aws_ip_ranges'),
    ),
  },
  examples: {
    match: [
      {
        eventSource: 'sts.amazonaws.com',
        eventName: 'GetCallerIdentity',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::017622104382:assumed-role/stratus-red-team-ec2-steal-credentials-role/i-786a3A8B5C0d92eF4' },
        sourceIPAddress: '18.236.253.47',
        recipientAccountId: '017622104382',
      },
    ],
    noMatch: [
      {
        recipientAccountId: '111122223333',
        userIdentity: { type: 'IAMUser', arn: 'arn:aws:sts::111122223333:assumed-role/web/i-0123456789abcdef0' },
        sourceIPAddress: '93.184.216.34',
      },
    ],
  },
});
