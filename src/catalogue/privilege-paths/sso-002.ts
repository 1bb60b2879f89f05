import { definePrivilegePath } from '../model/privilege-path';

/** Attach a managed policy to its own permission set: own permission set made admin. */
export const sso002 = definePrivilegePath({
  id: 'sso-002',
  title: 'Attach a managed policy to its own permission set',
  category: 'self-escalation',
  requires: [
    { action: 'sso:AttachManagedPolicyToPermissionSet', on: 'existing:permission-set' },
    { action: 'sso:ProvisionPermissionSet', on: 'existing:permission-set' },
  ],
  gains: 'administrator',
  unseen: ['the permission set is assigned to the caller'],
});
