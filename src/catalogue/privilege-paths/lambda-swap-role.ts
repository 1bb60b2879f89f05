import { definePrivilegePath } from '../model/privilege-path';

/** Put the role on a function and change its code: puts a stronger role on a function it controls. */
export const lambdaSwapRole = definePrivilegePath({
  id: 'lambda-swap-role',
  title: 'Put the role on a function and change its code',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'lambda.amazonaws.com' },
    { action: 'lambda:UpdateFunctionConfiguration', on: 'existing:lambda-function' },
    { action: 'lambda:UpdateFunctionCode', on: 'existing:lambda-function' },
  ],
  trusts: ['lambda.amazonaws.com'],
  gains: 'target',
});
