import { definePrivilegePath } from '../model/privilege-path';

/** Start a batch build with other commands: buildspec override runs with the project role. */
export const codebuild003 = definePrivilegePath({
  id: 'codebuild-003',
  title: 'Start a batch build with other commands',
  category: 'existing-passrole',
  requires: [
    { action: 'codebuild:StartBuildBatch', on: 'existing:codebuild-project' },
  ],
  trusts: ['codebuild.amazonaws.com'],
  gains: 'target',
  unseen: ['project set up for batch builds'],
});
