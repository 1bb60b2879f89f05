import { all, is, succeeded } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Sensitive write API never used by this principal. */
export const fsApiForPrincipal = defineDetection({
  id: 'fs-api-for-principal',
  title: 'Sensitive write API never used by this principal',
  severity: 'medium',
  attack: ['T1078.004'],
  data: 'management',
  tier: 1,
  falsePositives: ['A new release of an application, or a new task of a person'],
  logic: {
    type: 'first_seen',
    match: all(
      is('readOnly', false),
      is(
        'eventSource',
        'iam.amazonaws.com',
        'organizations.amazonaws.com',
        'kms.amazonaws.com',
        's3.amazonaws.com',
        'ec2.amazonaws.com',
        'lambda.amazonaws.com',
        'cloudtrail.amazonaws.com',
        'secretsmanager.amazonaws.com',
      ),
      succeeded,
    ),
    key: ['principal', 'eventSource', 'eventName'],
    lookbackDays: 30,
    minHistoryDays: 3,
  },
  examples: {
    match: [
      {
        eventSource: 'ec2.amazonaws.com',
        eventName: 'StopInstances',
        readOnly: false,
        userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::309303190113:user/christophe' },
        recipientAccountId: '309303190113',
      },
    ],
    noMatch: [
      {
        eventSource: 'iam.amazonaws.com',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        readOnly: true,
      },
      {
        eventSource: 'iam.amazonaws.com',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        readOnly: false,
        errorCode: 'AccessDenied',
        errorMessage: 'User is not authorized to perform this action',
      },
    ],
  },
});
