import { definePrivilegePath } from '../model/privilege-path';

/** Make a role with any managed policy that trusts the caller: new admin role that trusts the caller. */
export const iamCreateRoleAttach = definePrivilegePath({
  id: 'iam-create-role-attach',
  title: 'Make a role with any managed policy that trusts the caller',
  category: 'principal-access',
  requires: [
    { action: 'iam:CreateRole', on: '*' },
    { action: 'iam:AttachRolePolicy', on: '*' },
  ],
  gains: 'administrator',
});
