import { definePrivilegePath } from '../model/privilege-path';

/** Assign an existing permission set to itself: existing admin permission set assigned to itself. */
export const ssoAccountAssignment = definePrivilegePath({
  id: 'sso-account-assignment',
  title: 'Assign an existing permission set to itself',
  category: 'principal-access',
  requires: [
    { action: 'sso:CreateAccountAssignment', on: 'existing:permission-set' },
  ],
  gains: 'administrator',
});
