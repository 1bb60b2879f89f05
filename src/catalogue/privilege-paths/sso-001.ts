import { definePrivilegePath } from '../model/privilege-path';

/** Make an administrative permission set and assign it to itself: new admin permission set assigned to itself. */
export const sso001 = definePrivilegePath({
  id: 'sso-001',
  title: 'Make an administrative permission set and assign it to itself',
  category: 'principal-access',
  requires: [
    { action: 'sso:CreatePermissionSet', on: '*' },
    { action: 'sso:AttachManagedPolicyToPermissionSet', on: '*' },
    { action: 'sso:CreateAccountAssignment', on: '*' },
  ],
  gains: 'administrator',
  unseen: ['management account or delegated administrator'],
});
