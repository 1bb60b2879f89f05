import { definePrivilegePath } from '../model/privilege-path';

/** Make a role with any inline policy that trusts the caller: new role with caller-chosen permissions that trusts the caller. */
export const iamCreateRolePut = definePrivilegePath({
  id: 'iam-create-role-put',
  title: 'Make a role with any inline policy that trusts the caller',
  category: 'principal-access',
  requires: [
    { action: 'iam:CreateRole', on: '*' },
    { action: 'iam:PutRolePolicy', on: '*' },
  ],
  gains: 'administrator',
});
