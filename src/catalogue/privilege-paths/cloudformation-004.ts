import { definePrivilegePath } from '../model/privilege-path';

/** Update a stack set and give it the role: execution role, possibly in many accounts. */
export const cloudformation004 = definePrivilegePath({
  id: 'cloudformation-004',
  title: 'Update a stack set and give it the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'cloudformation.amazonaws.com' },
    { action: 'cloudformation:UpdateStackSet', on: 'existing:stack-set' },
  ],
  trusts: ['cloudformation.amazonaws.com'],
  gains: 'target',
  unseen: ['a stack set with instances'],
});
