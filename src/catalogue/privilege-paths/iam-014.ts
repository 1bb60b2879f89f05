import { definePrivilegePath } from '../model/privilege-path';

/** Attach a managed policy to a role, then assume it: target role with any managed policy added. */
export const iam014 = definePrivilegePath({
  id: 'iam-014',
  title: 'Attach a managed policy to a role, then assume it',
  category: 'principal-access',
  requires: [
    { action: 'iam:AttachRolePolicy', on: 'target-role' },
    { action: 'sts:AssumeRole', on: 'target-role' },
  ],
  gains: 'changed-target',
});
