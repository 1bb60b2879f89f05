import { definePrivilegePath } from '../model/privilege-path';

/** The role may then do what the caller likes. */
export const iam017 = definePrivilegePath({
  id: 'iam-017',
  title: 'Write an inline policy for a role, then assume it',
  category: 'principal-access',
  requires: [
    { action: 'iam:PutRolePolicy', on: 'target-role' },
    { action: 'sts:AssumeRole', on: 'target-role' },
  ],
  gains: 'changed-target',
});
