import { all, calls, exists, succeeded, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Console password set for another user. Comparing an ARN with a bare name (fieldref in the Sigma rule) is always unequal, so self-service changes match there. */
export const iamLoginProfileChangedForOther = defineDetection({
  id: 'iam-login-profile-changed-for-other',
  title: 'Console password set for another user',
  severity: 'high',
  attack: ['T1098.001'],
  data: 'management',
  tier: 1,
  falsePositives: ['A helpdesk that resets passwords'],
  logic: {
    type: 'event',
    match: all(
      calls('iam', 'CreateLoginProfile', 'UpdateLoginProfile'),
      succeeded,
      exists('requestParameters.userName'),
      where('userIdentity.userName', 'differsFrom', 'requestParameters.userName'),
    ),
  },
  examples: {
    match: [
      {
        eventSource: 'iam.amazonaws.com',
        eventName: 'CreateLoginProfile',
        requestParameters: { userName: 'stratus-red-team-login-profile-user' },
        userIdentity: { userName: 'christophe', type: 'IAMUser', arn: 'arn:aws:iam::070411556318:user/christophe' },
        recipientAccountId: '070411556318',
      },
    ],
    noMatch: [
      {
        eventSource: 'iam.amazonaws.com',
        eventName: 'CreateLoginProfile',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora', userName: 'deploy' },
        requestParameters: {},
      },
      {
        eventSource: 'iam.amazonaws.com',
        eventName: 'CreateLoginProfile',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora', userName: 'deploy' },
        requestParameters: { userName: 'someone-else' },
        errorCode: 'AccessDenied',
        errorMessage: 'User is not authorized to perform this action',
      },
    ],
  },
});
