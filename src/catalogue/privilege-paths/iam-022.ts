import { definePrivilegePath } from '../model/privilege-path';

/** Take off its own boundary, as a user: permissions that the boundary held back. */
export const iam022 = definePrivilegePath({
  id: 'iam-022',
  title: 'Take off its own boundary, as a user',
  category: 'self-escalation',
  requires: [
    { action: 'iam:DeleteUserPermissionsBoundary', on: 'self' },
  ],
  states: ['caller-is-user', 'caller-has-boundary'],
  gains: 'no-boundary',
});
