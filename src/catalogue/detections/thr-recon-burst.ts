import { all, is, not, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Burst of different discovery APIs by one principal. */
export const thrReconBurst = defineDetection({
  id: 'thr-recon-burst',
  title: 'Burst of different discovery APIs by one principal',
  severity: 'medium',
  attack: ['T1580', 'T1526'],
  data: 'management',
  tier: 1,
  falsePositives: ['Inventory, posture and cost tools; this scanner among them'],
  logic: {
    type: 'threshold',
    match: all(
      where('eventName', 'matches', '^(List|Describe|Get)'),
      is('readOnly', true),
      where('sourceIPAddress', 'isAddress', true),
      not(is('sessionCredentialFromConsole', 'true')),
    ),
    groupBy: ['userIdentity.arn'],
    distinct: ['eventName'],
    count: 15,
    windowSeconds: 60,
  },
  examples: {
    match: [
      {
        eventSource: 'ssm.amazonaws.com',
        eventName: 'DescribeInstanceInformation',
        readOnly: true,
        sourceIPAddress: '18.236.253.47',
        userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::017622104382:user/christophe' },
        recipientAccountId: '017622104382',
      },
    ],
    noMatch: [
      {
        eventName: 'DescribeInstances',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        readOnly: false,
        sourceIPAddress: '93.184.216.34',
      },
    ],
  },
});
