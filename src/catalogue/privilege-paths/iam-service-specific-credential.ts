import { definePrivilegePath } from '../model/privilege-path';

/** Make a service-specific credential of another user: CodeCommit / Keyspaces / Bedrock credentials of the user. */
export const iamServiceSpecificCredential = definePrivilegePath({
  id: 'iam-service-specific-credential',
  title: 'Make a service-specific credential of another user',
  category: 'principal-access',
  requires: [
    { action: 'iam:CreateServiceSpecificCredential', on: 'target-user' },
  ],
  gains: 'target',
  notes: ['limited to the service of the credential'],
});
