import { definePrivilegePath } from '../model/privilege-path';

/** Change the password of a user of IAM Identity Center: signs in as an Identity Center user. */
export const ssoDirectoryPassword = definePrivilegePath({
  id: 'sso-directory-password',
  title: 'Change the password of a user of IAM Identity Center',
  category: 'principal-access',
  requires: [
    { action: 'sso-directory:UpdatePassword', on: 'existing:directory-user' },
  ],
  gains: 'resource',
  unseen: ['built-in directory'],
});
