import { all, any, is, succeeded, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Function code or layers changed by a person. */
export const lambdaCodeChangedByPerson = defineDetection({
  id: 'lambda-code-changed-by-person',
  title: 'Function code or layers changed by a person',
  severity: 'medium',
  attack: ['T1648'],
  data: 'management',
  tier: 1,
  falsePositives: ['Development in a sandbox account'],
  logic: {
    type: 'event',
    match: all(
      is('eventSource', 'lambda.amazonaws.com'),
      succeeded,
      any(
        is('eventName', 'UpdateFunctionCode'),
        all(is('eventName', 'UpdateFunctionConfiguration'), where('responseElements.layers', 'nonEmpty', true)),
      ),
      any(
        is('userIdentity.type', 'IAMUser', 'FederatedUser'),
        all(is('userIdentity.type', 'AssumedRole'), where('userIdentity.sessionContext.sessionIssuer.userName', 'startsWith', 'AWSReservedSSO_')),
      ),
    ),
  },
  examples: {
    match: [
      {
        eventSource: 'lambda.amazonaws.com',
        eventName: 'UpdateFunctionConfiguration20150331v2',
        responseElements: {
          layers: [
            {
              arn: 'arn:aws:lambda:eugov-eastcentral-1r:712967571683:layer:stratus-red-team-lambda-layer-my-lambda-extension:1',
              codeSize: 2120,
              uncompressedCodeSize: 2672,
            },
          ],
        },
        userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::712967571683:user/christophe' },
        recipientAccountId: '712967571683',
      },
      {
        eventSource: 'lambda.amazonaws.com',
        eventName: 'UpdateFunctionCode',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'IAMUser', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
      },
      {
        eventSource: 'lambda.amazonaws.com',
        eventName: 'UpdateFunctionConfiguration',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'IAMUser', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        responseElements: { layers: [{ arn: 'arn:aws:lambda:us-east-1:111122223333:layer:l:1' }] },
      },
    ],
    noMatch: [
      {
        eventSource: 'lambda.amazonaws.com',
        eventName: 'UpdateFunctionCode20150331v2',
        userIdentity: { type: 'AssumedRole', sessionContext: { sessionIssuer: { userName: 'Tester' } }, arn: 'arn:aws:sts::123456789012:assumed-role/tester' },
        recipientAccountId: '123456789012',
      },
      {
        eventSource: 'lambda.amazonaws.com',
        eventName: 'UpdateFunctionCode',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'IAMUser', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        errorCode: 'AccessDenied',
        errorMessage: 'User is not authorized to perform this action',
      },
    ],
  },
});
