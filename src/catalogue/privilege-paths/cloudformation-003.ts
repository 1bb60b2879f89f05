import { definePrivilegePath } from '../model/privilege-path';

/** The template of the caller is deployed with the role. */
export const cloudformation003 = definePrivilegePath({
  id: 'cloudformation-003',
  title: 'Create a stack set with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'cloudformation.amazonaws.com' },
    { action: 'cloudformation:CreateStackSet', on: '*' },
    { action: 'cloudformation:CreateStackInstances', on: '*' },
  ],
  trusts: ['cloudformation.amazonaws.com'],
  gains: 'target',
});
