import { definePrivilegePath } from '../model/privilege-path';

/** A shell on the instance, with its role. */
export const sagemaker004 = definePrivilegePath({
  id: 'sagemaker-004',
  title: 'Open a notebook instance',
  category: 'existing-passrole',
  requires: [
    { action: 'sagemaker:CreatePresignedNotebookInstanceUrl', on: 'existing:notebook-instance' },
  ],
  trusts: ['sagemaker.amazonaws.com'],
  gains: 'target',
});
