import { definePrivilegePath } from '../model/privilege-path';

/** Bind the MFA device of another user anew: re-binds the second factor of the target user. */
export const iamResyncMfa = definePrivilegePath({
  id: 'iam-resync-mfa',
  title: 'Bind the MFA device of another user anew',
  category: 'principal-access',
  requires: [
    { action: 'iam:ResyncMFADevice', on: 'target-user' },
  ],
  gains: 'target',
  unseen: ['the caller has the password'],
});
