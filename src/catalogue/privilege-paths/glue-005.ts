import { definePrivilegePath } from '../model/privilege-path';

/** A resource of the caller then runs with the role. */
export const glue005 = definePrivilegePath({
  id: 'glue-005',
  title: 'Put the role on a Glue job and run it',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'glue.amazonaws.com' },
    { action: 'glue:UpdateJob', on: 'existing:glue-job' },
    { action: 'glue:StartJobRun', on: 'existing:glue-job' },
  ],
  trusts: ['glue.amazonaws.com'],
  gains: 'target',
});
