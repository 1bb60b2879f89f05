import { definePrivilegePath } from '../model/privilege-path';

/** Any role becomes an administrator that the caller can assume. */
export const iam021 = definePrivilegePath({
  id: 'iam-021',
  title: 'Write an inline policy for a role and let it trust the caller',
  category: 'principal-access',
  requires: [
    { action: 'iam:PutRolePolicy', on: 'target-role' },
    { action: 'iam:UpdateAssumeRolePolicy', on: 'target-role' },
  ],
  gains: 'changed-target',
});
