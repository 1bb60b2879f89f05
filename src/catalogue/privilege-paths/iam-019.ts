import { definePrivilegePath } from '../model/privilege-path';

/** Attach a managed policy to a role and let it trust the caller: any role made admin and assumable. */
export const iam019 = definePrivilegePath({
  id: 'iam-019',
  title: 'Attach a managed policy to a role and let it trust the caller',
  category: 'principal-access',
  requires: [
    { action: 'iam:AttachRolePolicy', on: 'target-role' },
    { action: 'iam:UpdateAssumeRolePolicy', on: 'target-role' },
  ],
  gains: 'changed-target',
});
