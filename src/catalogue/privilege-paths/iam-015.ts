import { definePrivilegePath } from '../model/privilege-path';

/** Attach a managed policy to another user, then make a key of it: target user with any managed policy added. */
export const iam015 = definePrivilegePath({
  id: 'iam-015',
  title: 'Attach a managed policy to another user, then make a key of it',
  category: 'principal-access',
  requires: [
    { action: 'iam:AttachUserPolicy', on: 'target-user' },
    { action: 'iam:CreateAccessKey', on: 'target-user' },
  ],
  states: ['target-has-spare-key'],
  gains: 'changed-target',
});
