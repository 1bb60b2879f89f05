import { definePrivilegePath } from '../model/privilege-path';

/** Update a stack and give it the role: existing stack switched to a stronger role. */
export const cloudformationUpdatePassrole = definePrivilegePath({
  id: 'cloudformation-update-passrole',
  title: 'Update a stack and give it the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'cloudformation.amazonaws.com' },
    { action: 'cloudformation:UpdateStack', on: 'existing:stack' },
  ],
  trusts: ['cloudformation.amazonaws.com'],
  gains: 'target',
});
