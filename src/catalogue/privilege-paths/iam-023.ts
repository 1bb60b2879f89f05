import { definePrivilegePath } from '../model/privilege-path';

/** Take the boundary off a role, then assume it: permissions that the boundary of the role held back. */
export const iam023 = definePrivilegePath({
  id: 'iam-023',
  title: 'Take the boundary off a role, then assume it',
  category: 'principal-access',
  requires: [
    { action: 'iam:DeleteRolePermissionsBoundary', on: 'target-role' },
    { action: 'sts:AssumeRole', on: 'target-role' },
  ],
  states: ['target-has-boundary'],
  gains: 'no-boundary',
});
