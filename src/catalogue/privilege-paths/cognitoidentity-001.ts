import { definePrivilegePath } from '../model/privilege-path';

/** Let an identity pool hand out the role: pool hands out credentials of the role. */
export const cognitoidentity001 = definePrivilegePath({
  id: 'cognitoidentity-001',
  title: 'Let an identity pool hand out the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'cognito-identity.amazonaws.com' },
    { action: 'cognito-identity:SetIdentityPoolRoles', on: 'existing:identity-pool' },
  ],
  trusts: ['Federated:cognito-identity.amazonaws.com'],
  gains: 'target',
});
