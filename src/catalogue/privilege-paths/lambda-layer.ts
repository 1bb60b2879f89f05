import { definePrivilegePath } from '../model/privilege-path';

/** The layer runs with the role of the function, at its next invocation. */
export const lambdaLayer = definePrivilegePath({
  id: 'lambda-layer',
  title: 'Put a layer of its own under a function',
  category: 'existing-passrole',
  requires: [
    { action: 'lambda:PublishLayerVersion', on: '*' },
    { action: 'lambda:UpdateFunctionConfiguration', on: 'existing:lambda-function' },
  ],
  trusts: ['lambda.amazonaws.com'],
  gains: 'target',
});
