import { definePrivilegePath } from '../model/privilege-path';

/** Write a new version of a policy of its own: caller-chosen permissions on itself. */
export const iam001 = definePrivilegePath({
  id: 'iam-001',
  title: 'Write a new version of a policy of its own',
  category: 'self-escalation',
  requires: [
    { action: 'iam:CreatePolicyVersion', on: 'own-policy' },
  ],
  gains: 'itself',
});
