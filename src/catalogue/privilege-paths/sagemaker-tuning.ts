import { definePrivilegePath } from '../model/privilege-path';

/** Run a tuning job with the role: the caller then acts as the role. */
export const sagemakerTuning = definePrivilegePath({
  id: 'sagemaker-tuning',
  title: 'Run a tuning job with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'sagemaker.amazonaws.com' },
    { action: 'sagemaker:CreateHyperParameterTuningJob', on: '*' },
  ],
  trusts: ['sagemaker.amazonaws.com'],
  gains: 'target',
});
