import { definePrivilegePath } from '../model/privilege-path';

/** A resource of the caller then runs with the role. */
export const apprunner001 = definePrivilegePath({
  id: 'apprunner-001',
  title: 'Make an App Runner service with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'tasks.apprunner.amazonaws.com' },
    { action: 'apprunner:CreateService', on: '*' },
  ],
  trusts: ['tasks.apprunner.amazonaws.com'],
  gains: 'target',
});
