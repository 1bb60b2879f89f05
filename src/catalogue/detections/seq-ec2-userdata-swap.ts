import { all, any, calls, exists, is, succeeded } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Stop, replace user data, start the same instance. */
export const seqEc2UserdataSwap = defineDetection({
  id: 'seq-ec2-userdata-swap',
  title: 'Stop, replace user data, start the same instance',
  severity: 'high',
  attack: ['T1059.009', 'T1578'],
  data: 'management',
  tier: 1,
  falsePositives: ['An update of the start-up script by the owner, which needs the instance stopped'],
  logic: {
    type: 'sequence',
    steps: [
      all(calls('ec2', 'StopInstances'), succeeded),
      all(
        calls('ec2', 'ModifyInstanceAttribute'),
        succeeded,
        any(exists('requestParameters.userData'), is('requestParameters.attribute', 'userData')),
      ),
      all(calls('ec2', 'StartInstances'), succeeded),
    ],
    groupBy: ['recipientAccountId', 'instanceId'],
    windowSeconds: 900,
    ordered: true,
  },
  examples: {
    match: [
      {
        eventSource: 'ec2.amazonaws.com',
        eventName: 'StopInstances',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
      },
      {
        eventSource: 'ec2.amazonaws.com',
        eventName: 'ModifyInstanceAttribute',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { userData: '<sensitiveDataRemoved>' },
      },
      {
        eventSource: 'ec2.amazonaws.com',
        eventName: 'StartInstances',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
      },
    ],
    noMatch: [
      {
        eventSource: 'ec2.amazonaws.com',
        eventName: 'StopInstances',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        errorCode: 'AccessDenied',
        errorMessage: 'User is not authorized to perform this action',
      },
    ],
  },
});
