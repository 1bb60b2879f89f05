import { definePrivilegePath } from '../model/privilege-path';

/** Attach a managed policy to a group of its own: any managed policy through the group. */
export const iam010 = definePrivilegePath({
  id: 'iam-010',
  title: 'Attach a managed policy to a group of its own',
  category: 'self-escalation',
  requires: [
    { action: 'iam:AttachGroupPolicy', on: 'own-group' },
  ],
  states: ['caller-is-user'],
  gains: 'itself',
});
