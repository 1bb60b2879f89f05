import { definePrivilegePath } from '../model/privilege-path';

/** Read Terraform state: credentials in Terraform state. */
export const s3TerraformState = definePrivilegePath({
  id: 's3-terraform-state',
  title: 'Read Terraform state',
  category: 'credential-access',
  requires: [
    { action: 's3:GetObject', on: 'existing:state-bucket' },
  ],
  gains: 'resource',
});
