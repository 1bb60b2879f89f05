import { definePrivilegePath } from '../model/privilege-path';

/** Make a Glue job with the role and run it: the caller then acts as the role. */
export const glue003 = definePrivilegePath({
  id: 'glue-003',
  title: 'Make a Glue job with the role and run it',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'glue.amazonaws.com' },
    { action: 'glue:CreateJob', on: '*' },
    { action: 'glue:StartJobRun', on: '*' },
  ],
  trusts: ['glue.amazonaws.com'],
  gains: 'target',
});
