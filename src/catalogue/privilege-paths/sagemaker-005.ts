import { definePrivilegePath } from '../model/privilege-path';

/** The script runs with the role of the instance. */
export const sagemaker005 = definePrivilegePath({
  id: 'sagemaker-005',
  title: 'Give a notebook instance a start script and restart it',
  category: 'existing-passrole',
  requires: [
    { action: 'sagemaker:CreateNotebookInstanceLifecycleConfig', on: '*' },
    { action: 'sagemaker:StopNotebookInstance', on: 'existing:notebook-instance' },
    { action: 'sagemaker:UpdateNotebookInstance', on: 'existing:notebook-instance' },
    { action: 'sagemaker:StartNotebookInstance', on: 'existing:notebook-instance' },
  ],
  trusts: ['sagemaker.amazonaws.com'],
  gains: 'target',
});
