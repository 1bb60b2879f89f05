import { definePrivilegePath } from '../model/privilege-path';

/** A resource of the caller then runs with the role. */
export const codebuild001 = definePrivilegePath({
  id: 'codebuild-001',
  title: 'Make a build project with the role and start it',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'codebuild.amazonaws.com' },
    { action: 'codebuild:CreateProject', on: '*' },
    { action: 'codebuild:StartBuild', on: '*' },
  ],
  trusts: ['codebuild.amazonaws.com'],
  gains: 'target',
});
