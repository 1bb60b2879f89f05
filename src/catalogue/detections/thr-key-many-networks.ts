import { all, exists, not, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** One long-term key from many networks in an hour. */
export const thrKeyManyNetworks = defineDetection({
  id: 'thr-key-many-networks',
  title: 'One long-term key from many networks in an hour',
  severity: 'high',
  attack: ['T1078.004'],
  data: 'management',
  tier: 1,
  falsePositives: ['A key shared by laptops that travel, or by a proxy with many exits; better to have none'],
  logic: {
    type: 'threshold',
    match: all(where('userIdentity.accessKeyId', 'startsWith', 'AKIA'), where('sourceIPAddress', 'isAddress', true), not(exists('userIdentity.invokedBy'))),
    groupBy: ['userIdentity.accessKeyId'],
    distinct: ['network'],
    count: 4,
    windowSeconds: 3600,
  },
  examples: {
    match: [
      {
        eventSource: 'ssm.amazonaws.com',
        eventName: 'DescribeInstanceInformation',
        userIdentity: { accessKeyId: 'AKIAAM80VXLJF8NPK4VC', type: 'IAMUser', arn: 'arn:aws:iam::017622104382:user/christophe' },
        sourceIPAddress: '18.236.253.47',
        recipientAccountId: '017622104382',
      },
    ],
    noMatch: [
      {
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora', accessKeyId: 'other' },
        sourceIPAddress: '93.184.216.34',
      },
    ],
  },
});
