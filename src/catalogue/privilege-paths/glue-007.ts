import { definePrivilegePath } from '../model/privilege-path';

/** Open a Glue session with the role and run statements: the caller then acts as the role. */
export const glue007 = definePrivilegePath({
  id: 'glue-007',
  title: 'Open a Glue session with the role and run statements',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'glue.amazonaws.com' },
    { action: 'glue:CreateSession', on: '*' },
    { action: 'glue:RunStatement', on: '*' },
  ],
  trusts: ['glue.amazonaws.com'],
  gains: 'target',
});
