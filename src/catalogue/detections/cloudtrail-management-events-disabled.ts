import { all, any, calls, exists, is, not, succeeded, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Event selectors exclude management events. Kms and rdsdata are the only two sources that a basic selector can exclude; treat excludeManagementEventSources as low severity if it holds only those. */
export const cloudtrailManagementEventsDisabled = defineDetection({
  id: 'cloudtrail-management-events-disabled',
  title: 'Event selectors exclude management events',
  severity: 'high',
  attack: ['T1562.008'],
  data: 'management',
  tier: 1,
  falsePositives: [
    'A second trail for data events only, beside one that records management events',
    'Exclusion of kms.amazonaws.com or rdsdata.amazonaws.com alone, to save cost',
  ],
  frameworks: { cis: { '3.0': ['4.5'] } },
  logic: {
    type: 'event',
    match: all(
      calls('cloudtrail', 'PutEventSelectors'),
      succeeded,
      any(
        is('requestParameters.eventSelectors.includeManagementEvents', false),
        where('requestParameters.eventSelectors.excludeManagementEventSources', 'nonEmpty', true),
        all(
          exists('requestParameters.advancedEventSelectors'),
          not(where('requestParameters.advancedEventSelectors', 'jsonContains', '"Management"')),
        ),
      ),
    ),
  },
  examples: {
    match: [
      {
        eventSource: 'cloudtrail.amazonaws.com',
        eventName: 'PutEventSelectors',
        requestParameters: {
          eventSelectors: [
            {
              readWriteType: 'ReadOnly',
              includeManagementEvents: false,
              dataResources: [{ type: 'AWS::S3::Object', values: [] }, { type: 'AWS::Lambda::Function', values: [] }],
              excludeManagementEventSources: [],
            },
          ],
        },
        userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::123837392027:user/bert-jan' },
        recipientAccountId: '123837392027',
      },
      {
        eventSource: 'cloudtrail.amazonaws.com',
        eventName: 'PutEventSelectors',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { eventSelectors: { includeManagementEvents: false } },
      },
      {
        eventSource: 'cloudtrail.amazonaws.com',
        eventName: 'PutEventSelectors',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { eventSelectors: { excludeManagementEventSources: ['kms.amazonaws.com'] } },
      },
      {
        eventSource: 'cloudtrail.amazonaws.com',
        eventName: 'PutEventSelectors',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { advancedEventSelectors: [{ fieldSelectors: [{ field: 'eventCategory', equals: ['Data'] }] }] },
      },
    ],
    noMatch: [
      {
        eventSource: 'cloudtrail.amazonaws.com',
        eventName: 'PutEventSelectors',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { eventSelectors: { includeManagementEvents: false } },
        errorCode: 'AccessDenied',
        errorMessage: 'User is not authorized to perform this action',
      },
    ],
  },
});
