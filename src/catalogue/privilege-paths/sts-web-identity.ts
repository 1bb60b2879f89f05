import { definePrivilegePath } from '../model/privilege-path';

/** Sign in through an OIDC provider as a role that pins no subject: the caller then acts as the role. */
export const stsWebIdentity = definePrivilegePath({
  id: 'sts-web-identity',
  title: 'Sign in through an OIDC provider as a role that pins no subject',
  category: 'principal-access',
  requires: [
    { action: 'sts:AssumeRoleWithWebIdentity', on: 'target-role' },
  ],
  trusts: ['Federated:oidc-provider'],
  gains: 'target',
});
