import { definePrivilegePath } from '../model/privilege-path';

/** Replace the metadata of a SAML provider, then sign in as a role that trusts it: assumes any role that trusts the provider. */
export const iamUpdateSamlProvider = definePrivilegePath({
  id: 'iam-update-saml-provider',
  title: 'Replace the metadata of a SAML provider, then sign in as a role that trusts it',
  category: 'principal-access',
  requires: [
    { action: 'iam:UpdateSAMLProvider', on: 'existing:saml-provider' },
    { action: 'sts:AssumeRoleWithSAML', on: 'target-role' },
  ],
  trusts: ['Federated:saml-provider'],
  gains: 'target',
});
