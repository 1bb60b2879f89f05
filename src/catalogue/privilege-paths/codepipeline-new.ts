import { definePrivilegePath } from '../model/privilege-path';

/** Make a pipeline and a build project with roles and start it: the caller then acts as the role. */
export const codepipelineNew = definePrivilegePath({
  id: 'codepipeline-new',
  title: 'Make a pipeline and a build project with roles and start it',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'codepipeline.amazonaws.com' },
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'codebuild.amazonaws.com' },
    { action: 'codepipeline:CreatePipeline', on: '*' },
    { action: 'codebuild:CreateProject', on: '*' },
    { action: 'codepipeline:StartPipelineExecution', on: '*' },
  ],
  trusts: ['codepipeline.amazonaws.com'],
  gains: 'target',
});
