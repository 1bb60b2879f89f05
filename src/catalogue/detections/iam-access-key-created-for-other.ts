import { all, calls, is, not, succeeded, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Access key created for another user. RequestParameters is null when the caller makes a key for itself. */
export const iamAccessKeyCreatedForOther = defineDetection({
  id: 'iam-access-key-created-for-other',
  title: 'Access key created for another user',
  severity: 'medium',
  attack: ['T1098.001'],
  data: 'management',
  tier: 1,
  falsePositives: ['An administrator who onboards a service user', 'A tool that rotates keys'],
  logic: {
    type: 'event',
    match: all(
      calls('iam', 'CreateAccessKey'),
      succeeded,
      not(is('userIdentity.type', 'Root')),
      where('userIdentity.userName', 'differsFrom', 'responseElements.accessKey.userName'),
    ),
  },
  examples: {
    match: [
      {
        eventSource: 'iam.amazonaws.com',
        eventName: 'CreateAccessKey',
        userIdentity: { type: 'IAMUser', userName: 'christophe', arn: 'arn:aws:iam::946986569305:user/christophe' },
        responseElements: { accessKey: { userName: 'stratus-red-team-backdoor-u-user' } },
        recipientAccountId: '946986569305',
      },
    ],
    noMatch: [
      {
        eventSource: 'iam.amazonaws.com',
        eventName: 'CreateAccessKey',
        userIdentity: { type: 'IAMUser', userName: 'some_iam_user', arn: 'arn:aws:iam::123456789012:user/some_iam_user' },
        errorCode: 'LimitExceededException',
        errorMessage: 'Cannot exceed quota for AccessKeysPerUser: 2',
        recipientAccountId: '123456789012',
      },
      {
        eventSource: 'iam.amazonaws.com',
        eventName: 'CreateAccessKey',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora', userName: 'deploy' },
        responseElements: { accessKey: { userName: 'deploy' } },
      },
    ],
  },
});
