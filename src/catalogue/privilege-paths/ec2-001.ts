import { definePrivilegePath } from '../model/privilege-path';

/** Launch an instance with the role: the caller then acts as the role. */
export const ec2001 = definePrivilegePath({
  id: 'ec2-001',
  title: 'Launch an instance with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'ec2.amazonaws.com' },
    { action: 'ec2:RunInstances', on: '*' },
  ],
  trusts: ['ec2.amazonaws.com'],
  states: ['target-has-instance-profile'],
  gains: 'target',
});
