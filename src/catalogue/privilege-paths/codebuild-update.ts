import { definePrivilegePath } from '../model/privilege-path';

/** The commands of the caller run with the role of the project. */
export const codebuildUpdate = definePrivilegePath({
  id: 'codebuild-update',
  title: 'Change a build project and start it',
  category: 'existing-passrole',
  requires: [
    { action: 'codebuild:UpdateProject', on: 'existing:codebuild-project' },
    { action: 'codebuild:StartBuild', on: 'existing:codebuild-project' },
  ],
  trusts: ['codebuild.amazonaws.com'],
  gains: 'target',
});
