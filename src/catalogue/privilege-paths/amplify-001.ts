import { definePrivilegePath } from '../model/privilege-path';

/** Make an Amplify app with the role and build it: build runs with the role. */
export const amplify001 = definePrivilegePath({
  id: 'amplify-001',
  title: 'Make an Amplify app with the role and build it',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'amplify.amazonaws.com' },
    { action: 'amplify:CreateApp', on: '*' },
    { action: 'amplify:CreateBranch', on: '*' },
    { action: 'amplify:StartJob', on: '*' },
  ],
  trusts: ['amplify.amazonaws.com'],
  gains: 'target',
  notes: ['build settings come from the attacker repository or build spec'],
});
