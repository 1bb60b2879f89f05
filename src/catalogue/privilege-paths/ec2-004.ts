import { definePrivilegePath } from '../model/privilege-path';

/** Request Spot instances with the role: the caller then acts as the role. */
export const ec2004 = definePrivilegePath({
  id: 'ec2-004',
  title: 'Request Spot instances with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'ec2.amazonaws.com' },
    { action: 'ec2:RequestSpotInstances', on: '*' },
  ],
  trusts: ['ec2.amazonaws.com'],
  states: ['target-has-instance-profile'],
  gains: 'target',
});
