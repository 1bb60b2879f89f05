import { definePrivilegePath } from '../model/privilege-path';

/** Open an EMR notebook: the caller then acts as the role. */
export const emrEditorOpen = definePrivilegePath({
  id: 'emr-editor-open',
  title: 'Open an EMR notebook',
  category: 'existing-passrole',
  requires: [
    { action: 'elasticmapreduce:OpenEditorInConsole', on: 'existing:emr-editor' },
  ],
  trusts: ['elasticmapreduce.amazonaws.com'],
  gains: 'target',
  unseen: ['a notebook exists'],
});
