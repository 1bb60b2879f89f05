import { definePrivilegePath } from '../model/privilege-path';

/** Set the password of a user of a user pool: signs in as a pool user, then its role. */
export const cognitoSetPassword = definePrivilegePath({
  id: 'cognito-set-password',
  title: 'Set the password of a user of a user pool',
  category: 'principal-access',
  requires: [
    { action: 'cognito-idp:AdminSetUserPassword', on: 'existing:user-pool' },
  ],
  trusts: ['Federated:cognito-identity.amazonaws.com'],
  gains: 'resource',
  unseen: ['identity pool maps users to roles'],
});
