import { definePrivilegePath } from '../model/privilege-path';

/** The old boundary no longer limits the user. */
export const iamPutUserBoundary = definePrivilegePath({
  id: 'iam-put-user-boundary',
  title: 'Put a wider boundary on itself, as a user',
  category: 'self-escalation',
  requires: [
    { action: 'iam:PutUserPermissionsBoundary', on: 'self' },
  ],
  states: ['caller-is-user', 'caller-has-boundary'],
  gains: 'no-boundary',
});
