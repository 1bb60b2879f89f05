import { definePrivilegePath } from '../model/privilege-path';

/** Switch a disabled access key of another user on again: reactivates a disabled key of the user. */
export const iamUpdateAccessKey = definePrivilegePath({
  id: 'iam-update-access-key',
  title: 'Switch a disabled access key of another user on again',
  category: 'principal-access',
  requires: [
    { action: 'iam:UpdateAccessKey', on: 'target-user' },
  ],
  gains: 'target',
  unseen: ['the caller holds the secret of an inactive key'],
});
