import { definePrivilegePath } from '../model/privilege-path';

/** Overwrite Terraform state: pipeline applies caller-chosen provider code. */
export const s3TerraformStateWrite = definePrivilegePath({
  id: 's3-terraform-state-write',
  title: 'Overwrite Terraform state',
  category: 'existing-passrole',
  requires: [
    { action: 's3:GetObject', on: 'existing:state-bucket' },
    { action: 's3:PutObject', on: 'existing:state-bucket' },
  ],
  gains: 'resource',
  unseen: ['state is applied by a pipeline'],
});
