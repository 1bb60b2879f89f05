import { definePrivilegePath } from '../model/privilege-path';

/** Make a function with the role and call its URL: the caller then acts as the role. */
export const lambdaFunctionUrl = definePrivilegePath({
  id: 'lambda-function-url',
  title: 'Make a function with the role and call its URL',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'lambda.amazonaws.com' },
    { action: 'lambda:CreateFunction', on: '*' },
    { action: 'lambda:CreateFunctionUrlConfig', on: '*' },
    { action: 'lambda:InvokeFunctionUrl', on: '*' },
  ],
  trusts: ['lambda.amazonaws.com'],
  gains: 'target',
  notes: ['URL auth type NONE also needs lambda:AddPermission'],
});
