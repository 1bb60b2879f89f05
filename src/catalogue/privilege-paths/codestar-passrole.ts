import { definePrivilegePath } from '../model/privilege-path';

/** Make a CodeStar project with the role: the caller then acts as the role. */
export const codestarPassrole = definePrivilegePath({
  id: 'codestar-passrole',
  title: 'Make a CodeStar project with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'codestar.amazonaws.com' },
    { action: 'codestar:CreateProject', on: '*' },
  ],
  trusts: ['codestar.amazonaws.com'],
  gains: 'target',
  endOfLife: 'CodeStar projects closed July 2024',
});
