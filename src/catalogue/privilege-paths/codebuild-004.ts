import { definePrivilegePath } from '../model/privilege-path';

/** A resource of the caller then runs with the role. */
export const codebuild004 = definePrivilegePath({
  id: 'codebuild-004',
  title: 'Make a build project with the role and start a batch',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'codebuild.amazonaws.com' },
    { action: 'codebuild:CreateProject', on: '*' },
    { action: 'codebuild:StartBuildBatch', on: '*' },
  ],
  trusts: ['codebuild.amazonaws.com'],
  gains: 'target',
});
