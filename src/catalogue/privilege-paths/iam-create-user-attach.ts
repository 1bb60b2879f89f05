import { definePrivilegePath } from '../model/privilege-path';

/** A new user that may do anything, whose key the caller holds. */
export const iamCreateUserAttach = definePrivilegePath({
  id: 'iam-create-user-attach',
  title: 'Make a user with any managed policy and a key',
  category: 'principal-access',
  requires: [
    { action: 'iam:CreateUser', on: '*' },
    { action: 'iam:AttachUserPolicy', on: '*' },
    { action: 'iam:CreateAccessKey', on: '*' },
  ],
  gains: 'administrator',
});
