import { definePrivilegePath } from '../model/privilege-path';

/** Write an inline policy into its own permission set: own permission set gets caller-chosen permissions. */
export const sso003 = definePrivilegePath({
  id: 'sso-003',
  title: 'Write an inline policy into its own permission set',
  category: 'self-escalation',
  requires: [
    { action: 'sso:PutInlinePolicyToPermissionSet', on: 'existing:permission-set' },
    { action: 'sso:ProvisionPermissionSet', on: 'existing:permission-set' },
  ],
  gains: 'administrator',
  unseen: ['the permission set is assigned to the caller'],
});
