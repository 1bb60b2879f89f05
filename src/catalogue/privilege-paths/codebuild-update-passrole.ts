import { definePrivilegePath } from '../model/privilege-path';

/** Give a build project the role and start it: the caller then acts as the role. */
export const codebuildUpdatePassrole = definePrivilegePath({
  id: 'codebuild-update-passrole',
  title: 'Give a build project the role and start it',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'codebuild.amazonaws.com' },
    { action: 'codebuild:UpdateProject', on: 'existing:codebuild-project' },
    { action: 'codebuild:StartBuild', on: 'existing:codebuild-project' },
  ],
  trusts: ['codebuild.amazonaws.com'],
  gains: 'target',
});
