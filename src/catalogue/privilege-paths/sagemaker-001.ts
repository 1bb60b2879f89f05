import { definePrivilegePath } from '../model/privilege-path';

/** Make a notebook instance with the role: the caller then acts as the role. */
export const sagemaker001 = definePrivilegePath({
  id: 'sagemaker-001',
  title: 'Make a notebook instance with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'sagemaker.amazonaws.com' },
    { action: 'sagemaker:CreateNotebookInstance', on: '*' },
  ],
  trusts: ['sagemaker.amazonaws.com'],
  gains: 'target',
  notes: ['entered with a presigned URL or a lifecycle configuration'],
});
