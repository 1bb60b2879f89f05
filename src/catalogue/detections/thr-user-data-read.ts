import { all, calls, is } from '../model/condition';
import { defineDetection } from '../model/detection';

/** User data read for many instances. */
export const thrUserDataRead = defineDetection({
  id: 'thr-user-data-read',
  title: 'User data read for many instances',
  severity: 'medium',
  attack: ['T1552.005', 'T1580'],
  data: 'management',
  tier: 1,
  falsePositives: ['A scanner or inventory that reads user data'],
  logic: {
    type: 'threshold',
    match: all(calls('ec2', 'DescribeInstanceAttribute'), is('requestParameters.attribute', 'userData')),
    groupBy: ['userIdentity.arn'],
    count: 10,
    windowSeconds: 3600,
  },
  examples: {
    match: [
      {
        eventSource: 'ec2.amazonaws.com',
        eventName: 'DescribeInstanceAttribute',
        requestParameters: { attribute: 'userData' },
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/SampleRole/sample-session' },
        recipientAccountId: '111122223333',
      },
    ],
    noMatch: [
      {
        eventSource: 'ec2.amazonaws.com',
        eventName: 'DescribeInstanceAttribute',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { attribute: 'instanceType' },
      },
    ],
  },
});
