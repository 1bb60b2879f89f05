import { definePrivilegePath } from '../model/privilege-path';

/** The caller rewrites the trust policy; in its own account it needs no other permission then. */
export const iam012 = definePrivilegePath({
  id: 'iam-012',
  title: 'Let a role trust the caller',
  category: 'principal-access',
  requires: [
    { action: 'iam:UpdateAssumeRolePolicy', on: 'target-role' },
  ],
  gains: 'target',
});
