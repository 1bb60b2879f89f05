import { definePrivilegePath } from '../model/privilege-path';

/** Make a Glue job with the role and let a trigger run it: the caller then acts as the role. */
export const glue004 = definePrivilegePath({
  id: 'glue-004',
  title: 'Make a Glue job with the role and let a trigger run it',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'glue.amazonaws.com' },
    { action: 'glue:CreateJob', on: '*' },
    { action: 'glue:CreateTrigger', on: '*' },
  ],
  trusts: ['glue.amazonaws.com'],
  gains: 'target',
});
