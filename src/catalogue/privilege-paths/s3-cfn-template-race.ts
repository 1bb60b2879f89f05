import { definePrivilegePath } from '../model/privilege-path';

/** Swap a template between its upload and its use: template swapped between upload and stack creation, runs with the deployer permissions. */
export const s3CfnTemplateRace = definePrivilegePath({
  id: 's3-cfn-template-race',
  title: 'Swap a template between its upload and its use',
  category: 'existing-passrole',
  requires: [
    { action: 's3:PutBucketNotification', on: 'existing:template-bucket' },
    { action: 's3:PutObject', on: 'existing:template-bucket' },
  ],
  trusts: ['cloudformation.amazonaws.com'],
  gains: 'target',
  unseen: ['deploys read templates from the bucket'],
});
