import { all, exists, is, not, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** One principal calls many regions in seconds. */
export const thrMultiRegionSweep = defineDetection({
  id: 'thr-multi-region-sweep',
  title: 'One principal calls many regions in seconds',
  severity: 'medium',
  attack: ['T1580', 'T1535'],
  data: 'management',
  tier: 2,
  falsePositives: ['Inventory and posture tools that look into every Region'],
  logic: {
    type: 'threshold',
    match: all(exists('userIdentity.accountId'), not(is('userIdentity.type', 'AWSService')), where('sourceIPAddress', 'isAddress', true)),
    groupBy: ['userIdentity.arn'],
    distinct: ['awsRegion'],
    count: 10,
    windowSeconds: 30,
  },
  examples: {
    match: [
      {
        eventSource: 'ssm.amazonaws.com',
        eventName: 'DescribeInstanceInformation',
        userIdentity: { accountId: '017622104382', type: 'IAMUser', arn: 'arn:aws:iam::017622104382:user/christophe' },
        sourceIPAddress: '18.236.253.47',
        recipientAccountId: '017622104382',
      },
    ],
    noMatch: [
      {
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        sourceIPAddress: '93.184.216.34',
      },
    ],
  },
});
