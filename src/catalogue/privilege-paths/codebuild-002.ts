import { definePrivilegePath } from '../model/privilege-path';

/** Start a build with other commands: buildspec override runs with the project role. */
export const codebuild002 = definePrivilegePath({
  id: 'codebuild-002',
  title: 'Start a build with other commands',
  category: 'existing-passrole',
  requires: [
    { action: 'codebuild:StartBuild', on: 'existing:codebuild-project' },
  ],
  trusts: ['codebuild.amazonaws.com'],
  gains: 'target',
  unseen: ['project has a service role'],
});
