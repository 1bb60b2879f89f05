import { definePrivilegePath } from '../model/privilege-path';

/** The role may then do what the caller likes. */
export const iam005 = definePrivilegePath({
  id: 'iam-005',
  title: 'Write an inline policy for itself, as a role',
  category: 'self-escalation',
  requires: [
    { action: 'iam:PutRolePolicy', on: 'self' },
  ],
  states: ['caller-is-role'],
  gains: 'itself',
});
