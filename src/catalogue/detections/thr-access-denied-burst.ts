import { all, is, not, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Burst of denials over several APIs by one principal. */
export const thrAccessDeniedBurst = defineDetection({
  id: 'thr-access-denied-burst',
  title: 'Burst of denials over several APIs by one principal',
  severity: 'medium',
  attack: ['T1580'],
  data: 'management',
  tier: 1,
  falsePositives: ['A new tool that lacks permissions', 'A scanner with a role that is too narrow'],
  frameworks: { cis: { '3.0': ['4.1'] } },
  logic: {
    type: 'threshold',
    match: all(
      where('errorCode', 'matches', '(AccessDenied|UnauthorizedOperation)'),
      where('sourceIPAddress', 'isAddress', true),
      not(is('eventName', 'DescribeEventAggregates', 'ListResourceTags')),
    ),
    groupBy: ['userIdentity.arn'],
    count: 20,
    windowSeconds: 600,
  },
  examples: {
    match: [
      {
        eventSource: 'ec2.amazonaws.com',
        eventName: 'ModifyImageAttribute',
        errorCode: 'UnauthorizedOperation',
        sourceIPAddress: '111.111.111.111',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::123456789012:assumed-role/example-role/example-user' },
        recipientAccountId: '123456789012',
      },
    ],
    noMatch: [
      {
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        errorCode: 'ThrottlingException',
        sourceIPAddress: '93.184.216.34',
      },
    ],
  },
});
