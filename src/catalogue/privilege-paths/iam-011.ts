import { definePrivilegePath } from '../model/privilege-path';

/** Write an inline policy for a group of its own: caller-chosen permissions on itself. */
export const iam011 = definePrivilegePath({
  id: 'iam-011',
  title: 'Write an inline policy for a group of its own',
  category: 'self-escalation',
  requires: [
    { action: 'iam:PutGroupPolicy', on: 'own-group' },
  ],
  states: ['caller-is-user'],
  gains: 'itself',
});
