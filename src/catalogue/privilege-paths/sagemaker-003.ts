import { definePrivilegePath } from '../model/privilege-path';

/** Run a processing job with the role: the caller then acts as the role. */
export const sagemaker003 = definePrivilegePath({
  id: 'sagemaker-003',
  title: 'Run a processing job with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'sagemaker.amazonaws.com' },
    { action: 'sagemaker:CreateProcessingJob', on: '*' },
  ],
  trusts: ['sagemaker.amazonaws.com'],
  gains: 'target',
});
