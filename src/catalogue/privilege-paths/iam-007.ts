import { definePrivilegePath } from '../model/privilege-path';

/** Write an inline policy for itself, as a user: caller-chosen permissions on itself. */
export const iam007 = definePrivilegePath({
  id: 'iam-007',
  title: 'Write an inline policy for itself, as a user',
  category: 'self-escalation',
  requires: [
    { action: 'iam:PutUserPolicy', on: 'self' },
  ],
  states: ['caller-is-user'],
  gains: 'itself',
});
