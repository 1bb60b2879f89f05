import { definePrivilegePath } from '../model/privilege-path';

/** The role may then do what the caller likes. */
export const iam016 = definePrivilegePath({
  id: 'iam-016',
  title: 'Rewrite a policy of a role, then assume it',
  category: 'principal-access',
  requires: [
    { action: 'iam:CreatePolicyVersion', on: 'target-role-policy' },
    { action: 'sts:AssumeRole', on: 'target-role' },
  ],
  gains: 'changed-target',
});
