import { definePrivilegePath } from '../model/privilege-path';

/** Put the role on a studio domain and open it: the caller then acts as the role. */
export const sagemakerDomain = definePrivilegePath({
  id: 'sagemaker-domain',
  title: 'Put the role on a studio domain and open it',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'sagemaker.amazonaws.com' },
    { action: 'sagemaker:UpdateDomain', on: 'existing:sagemaker-domain' },
    { action: 'sagemaker:CreateUserProfile', on: '*' },
    { action: 'sagemaker:CreateApp', on: '*' },
    { action: 'sagemaker:CreatePresignedDomainUrl', on: '*' },
  ],
  trusts: ['sagemaker.amazonaws.com'],
  gains: 'target',
  unseen: ['a domain exists'],
});
