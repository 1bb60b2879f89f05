import { definePrivilegePath } from '../model/privilege-path';

/** Put a user into a group of a user pool: role of the group through the identity pool. */
export const cognitoAddToGroup = definePrivilegePath({
  id: 'cognito-add-to-group',
  title: 'Put a user into a group of a user pool',
  category: 'principal-access',
  requires: [
    { action: 'cognito-idp:AdminAddUserToGroup', on: 'existing:user-pool' },
  ],
  trusts: ['Federated:cognito-identity.amazonaws.com'],
  gains: 'resource',
  unseen: ['groups carry roles'],
});
