import { definePrivilegePath } from '../model/privilege-path';

/** Change the code of a function: function role, at the next invocation. */
export const lambda003 = definePrivilegePath({
  id: 'lambda-003',
  title: 'Change the code of a function',
  category: 'existing-passrole',
  requires: [
    { action: 'lambda:UpdateFunctionCode', on: 'existing:lambda-function' },
  ],
  trusts: ['lambda.amazonaws.com'],
  gains: 'target',
  unseen: ['something invokes the function'],
});
