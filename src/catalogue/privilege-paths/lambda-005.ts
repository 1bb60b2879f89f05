import { definePrivilegePath } from '../model/privilege-path';

/** Change the code of a function and let another account invoke it: the caller then acts as the role. */
export const lambda005 = definePrivilegePath({
  id: 'lambda-005',
  title: 'Change the code of a function and let another account invoke it',
  category: 'existing-passrole',
  requires: [
    { action: 'lambda:UpdateFunctionCode', on: 'existing:lambda-function' },
    { action: 'lambda:AddPermission', on: 'existing:lambda-function' },
  ],
  trusts: ['lambda.amazonaws.com'],
  gains: 'target',
});
