import { definePrivilegePath } from '../model/privilege-path';

/** Overwrite code that functions are deployed from: next deployment runs caller code with the function role. */
export const s3LambdaCode = definePrivilegePath({
  id: 's3-lambda-code',
  title: 'Overwrite code that functions are deployed from',
  category: 'existing-passrole',
  requires: [
    { action: 's3:PutObject', on: 'existing:code-bucket' },
  ],
  trusts: ['lambda.amazonaws.com'],
  gains: 'target',
  unseen: ['functions are deployed from the bucket'],
});
