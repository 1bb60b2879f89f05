import { definePrivilegePath } from '../model/privilege-path';

/** Make a function with the role and invoke it: the caller then acts as the role. */
export const lambda001 = definePrivilegePath({
  id: 'lambda-001',
  title: 'Make a function with the role and invoke it',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'lambda.amazonaws.com' },
    { action: 'lambda:CreateFunction', on: '*' },
    { action: 'lambda:InvokeFunction', on: '*' },
  ],
  trusts: ['lambda.amazonaws.com'],
  gains: 'target',
});
