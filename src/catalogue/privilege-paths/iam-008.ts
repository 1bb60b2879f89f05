import { definePrivilegePath } from '../model/privilege-path';

/** Attach a managed policy to itself, as a user: any managed policy, e.g. AdministratorAccess. */
export const iam008 = definePrivilegePath({
  id: 'iam-008',
  title: 'Attach a managed policy to itself, as a user',
  category: 'self-escalation',
  requires: [
    { action: 'iam:AttachUserPolicy', on: 'self' },
  ],
  states: ['caller-is-user'],
  gains: 'itself',
  notes: ['an iam:PolicyARN condition may limit which policies'],
});
