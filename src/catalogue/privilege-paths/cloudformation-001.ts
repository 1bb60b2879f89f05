import { definePrivilegePath } from '../model/privilege-path';

/** Create a stack with the role: template resources are made with the role. */
export const cloudformation001 = definePrivilegePath({
  id: 'cloudformation-001',
  title: 'Create a stack with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'cloudformation.amazonaws.com' },
    { action: 'cloudformation:CreateStack', on: '*' },
  ],
  trusts: ['cloudformation.amazonaws.com'],
  gains: 'target',
});
