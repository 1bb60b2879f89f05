import { definePrivilegePath } from '../model/privilege-path';

/** Let another login provider into an identity pool: lets in a login provider of the caller, then pool role credentials. */
export const cognitoIdentityUpdatePool = definePrivilegePath({
  id: 'cognito-identity-update-pool',
  title: 'Let another login provider into an identity pool',
  category: 'principal-access',
  requires: [
    { action: 'cognito-identity:UpdateIdentityPool', on: 'existing:identity-pool' },
  ],
  trusts: ['Federated:cognito-identity.amazonaws.com'],
  gains: 'target',
  unseen: ['pool has roles'],
});
