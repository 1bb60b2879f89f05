import { definePrivilegePath } from '../model/privilege-path';

/** Open the studio of a user profile: studio session with the profile role. */
export const sagemakerDomainUrl = definePrivilegePath({
  id: 'sagemaker-domain-url',
  title: 'Open the studio of a user profile',
  category: 'existing-passrole',
  requires: [
    { action: 'sagemaker:CreatePresignedDomainUrl', on: 'existing:sagemaker-user-profile' },
  ],
  trusts: ['sagemaker.amazonaws.com'],
  gains: 'target',
  unseen: ['a domain and profile exist'],
});
