import { definePrivilegePath } from '../model/privilege-path';

/** Any managed policy, AdministratorAccess for one. */
export const iam009 = definePrivilegePath({
  id: 'iam-009',
  title: 'Attach a managed policy to itself, as a role',
  category: 'self-escalation',
  requires: [
    { action: 'iam:AttachRolePolicy', on: 'self' },
  ],
  states: ['caller-is-role'],
  gains: 'itself',
});
