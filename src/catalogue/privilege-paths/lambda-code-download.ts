import { definePrivilegePath } from '../model/privilege-path';

/** Download the code of a function: credentials in code and environment. */
export const lambdaCodeDownload = definePrivilegePath({
  id: 'lambda-code-download',
  title: 'Download the code of a function',
  category: 'credential-access',
  requires: [
    { action: 'lambda:GetFunction', on: 'existing:lambda-function' },
  ],
  gains: 'resource',
});
