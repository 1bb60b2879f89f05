import { definePrivilegePath } from '../model/privilege-path';

/** Rewrite a policy of a role and let the role trust the caller: any role made admin and assumable. */
export const iam020 = definePrivilegePath({
  id: 'iam-020',
  title: 'Rewrite a policy of a role and let the role trust the caller',
  category: 'principal-access',
  requires: [
    { action: 'iam:CreatePolicyVersion', on: 'target-role-policy' },
    { action: 'iam:UpdateAssumeRolePolicy', on: 'target-role' },
  ],
  gains: 'changed-target',
});
