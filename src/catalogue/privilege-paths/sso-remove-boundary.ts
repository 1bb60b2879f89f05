import { definePrivilegePath } from '../model/privilege-path';

/** Take the boundary off its own permission set: removes the boundary of its own permission set. */
export const ssoRemoveBoundary = definePrivilegePath({
  id: 'sso-remove-boundary',
  title: 'Take the boundary off its own permission set',
  category: 'self-escalation',
  requires: [
    { action: 'sso:DeletePermissionsBoundaryFromPermissionSet', on: 'existing:permission-set' },
    { action: 'sso:ProvisionPermissionSet', on: 'existing:permission-set' },
  ],
  gains: 'administrator',
  unseen: ['a boundary is set'],
});
