import { definePrivilegePath } from '../model/privilege-path';

/** Let its own permission set refer to a customer managed policy: own permission set made admin. */
export const ssoAttachCustomerPolicy = definePrivilegePath({
  id: 'sso-attach-customer-policy',
  title: 'Let its own permission set refer to a customer managed policy',
  category: 'self-escalation',
  requires: [
    { action: 'sso:AttachCustomerManagedPolicyReferenceToPermissionSet', on: 'existing:permission-set' },
    { action: 'sso:ProvisionPermissionSet', on: 'existing:permission-set' },
  ],
  gains: 'administrator',
  unseen: ['an admin customer managed policy of that name exists in the account'],
});
