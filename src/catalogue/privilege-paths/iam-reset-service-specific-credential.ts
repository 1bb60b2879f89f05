import { definePrivilegePath } from '../model/privilege-path';

/** Reset a service-specific credential of another user: new password for an existing service credential of the user. */
export const iamResetServiceSpecificCredential = definePrivilegePath({
  id: 'iam-reset-service-specific-credential',
  title: 'Reset a service-specific credential of another user',
  category: 'principal-access',
  requires: [
    { action: 'iam:ResetServiceSpecificCredential', on: 'target-user' },
  ],
  gains: 'target',
  unseen: ['the user has one'],
});
