import { definePrivilegePath } from '../model/privilege-path';

/** Put a wider boundary on itself, as a role: replaces its own boundary by a wider one. */
export const iamPutRoleBoundary = definePrivilegePath({
  id: 'iam-put-role-boundary',
  title: 'Put a wider boundary on itself, as a role',
  category: 'self-escalation',
  requires: [
    { action: 'iam:PutRolePermissionsBoundary', on: 'self' },
  ],
  states: ['caller-is-role', 'caller-has-boundary'],
  gains: 'no-boundary',
});
