import { definePrivilegePath } from '../model/privilege-path';

/** A resource of the caller then runs with the role. */
export const glue006 = definePrivilegePath({
  id: 'glue-006',
  title: 'Put the role on a Glue job and let a trigger run it',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'glue.amazonaws.com' },
    { action: 'glue:UpdateJob', on: 'existing:glue-job' },
    { action: 'glue:CreateTrigger', on: '*' },
  ],
  trusts: ['glue.amazonaws.com'],
  gains: 'target',
});
