import { definePrivilegePath } from '../model/privilege-path';

/** Run a training job with the role: the caller then acts as the role. */
export const sagemaker002 = definePrivilegePath({
  id: 'sagemaker-002',
  title: 'Run a training job with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'sagemaker.amazonaws.com' },
    { action: 'sagemaker:CreateTrainingJob', on: '*' },
  ],
  trusts: ['sagemaker.amazonaws.com'],
  gains: 'target',
});
