import { definePrivilegePath } from '../model/privilege-path';

/** Register an MFA device of its own for another user: MFA session as the target user: opens permissions that require aws:MultiFactorAuthPresent. */
export const iamEnableMfa = definePrivilegePath({
  id: 'iam-enable-mfa',
  title: 'Register an MFA device of its own for another user',
  category: 'principal-access',
  requires: [
    { action: 'iam:CreateVirtualMFADevice', on: '*' },
    { action: 'iam:EnableMFADevice', on: 'target-user' },
  ],
  gains: 'target',
  unseen: ['the caller holds access keys of the user'],
});
