import { definePrivilegePath } from '../model/privilege-path';

/** Make an EMR notebook with the role and open it: the caller then acts as the role. */
export const emrEditorNew = definePrivilegePath({
  id: 'emr-editor-new',
  title: 'Make an EMR notebook with the role and open it',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'elasticmapreduce.amazonaws.com' },
    { action: 'elasticmapreduce:CreateEditor', on: '*' },
    { action: 'elasticmapreduce:OpenEditorInConsole', on: '*' },
  ],
  trusts: ['elasticmapreduce.amazonaws.com'],
  gains: 'target',
});
