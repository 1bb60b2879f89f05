import { definePrivilegePath } from '../model/privilege-path';

/** Change the password of a user of a directory: signs in as a directory user mapped to roles. */
export const dsResetPassword = definePrivilegePath({
  id: 'ds-reset-password',
  title: 'Change the password of a user of a directory',
  category: 'principal-access',
  requires: [
    { action: 'ds:ResetUserPassword', on: 'existing:directory' },
  ],
  gains: 'resource',
  unseen: ['AWS Managed Microsoft AD or Simple AD with role delegation'],
});
