import { all, exists, not } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Known principal with a client family never seen for it. Family, not the raw string: every client upgrade changes the raw string. */
export const fsUserAgentFamilyForPrincipal = defineDetection({
  id: 'fs-user-agent-family-for-principal',
  title: 'Known principal with a client family never seen for it',
  severity: 'low',
  attack: ['T1078.004'],
  data: 'management',
  tier: 2,
  falsePositives: ['A person who tries another tool'],
  logic: {
    type: 'first_seen',
    match: all(exists('userAgent'), not(exists('userIdentity.invokedBy'))),
    key: ['principal', 'userAgentFamily'],
    lookbackDays: 30,
    minHistoryDays: 3,
  },
  examples: {
    match: [
      {
        eventSource: 'ssm.amazonaws.com',
        eventName: 'DescribeInstanceInformation',
        userAgent: 'stratus-red-team_c763d13b-d099-488a-bb3e-f57cb2fed240',
        userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::017622104382:user/christophe' },
        recipientAccountId: '017622104382',
      },
    ],
    noMatch: [{ recipientAccountId: '111122223333', userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' } }],
  },
});
