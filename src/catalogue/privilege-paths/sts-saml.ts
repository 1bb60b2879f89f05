import { definePrivilegePath } from '../model/privilege-path';

/** Sign in through a SAML provider as a role that asks for no subject: the caller then acts as the role. */
export const stsSaml = definePrivilegePath({
  id: 'sts-saml',
  title: 'Sign in through a SAML provider as a role that asks for no subject',
  category: 'principal-access',
  requires: [
    { action: 'sts:AssumeRoleWithSAML', on: 'target-role' },
  ],
  trusts: ['Federated:saml-provider'],
  gains: 'target',
});
