import { definePrivilegePath } from '../model/privilege-path';

/** Change the code of a function and invoke it: the caller then acts as the role. */
export const lambda004 = definePrivilegePath({
  id: 'lambda-004',
  title: 'Change the code of a function and invoke it',
  category: 'existing-passrole',
  requires: [
    { action: 'lambda:UpdateFunctionCode', on: 'existing:lambda-function' },
    { action: 'lambda:InvokeFunction', on: 'existing:lambda-function' },
  ],
  trusts: ['lambda.amazonaws.com'],
  gains: 'target',
});
