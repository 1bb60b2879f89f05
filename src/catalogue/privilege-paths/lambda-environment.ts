import { definePrivilegePath } from '../model/privilege-path';

/** Read the environment of a function: credentials in environment variables. */
export const lambdaEnvironment = definePrivilegePath({
  id: 'lambda-environment',
  title: 'Read the environment of a function',
  category: 'credential-access',
  requires: [
    { action: 'lambda:GetFunctionConfiguration', on: 'existing:lambda-function' },
  ],
  gains: 'resource',
});
