import { definePrivilegePath } from '../model/privilege-path';

/** The permissions that the boundary held back. */
export const iamDeleteRoleBoundary = definePrivilegePath({
  id: 'iam-delete-role-boundary',
  title: 'Take off its own boundary, as a role',
  category: 'self-escalation',
  requires: [
    { action: 'iam:DeleteRolePermissionsBoundary', on: 'self' },
  ],
  states: ['caller-is-role', 'caller-has-boundary'],
  gains: 'no-boundary',
});
