import { definePrivilegePath } from '../model/privilege-path';

/** A new user that may do what the caller likes, whose key the caller holds. */
export const iamCreateUserPut = definePrivilegePath({
  id: 'iam-create-user-put',
  title: 'Make a user with any inline policy and a key',
  category: 'principal-access',
  requires: [
    { action: 'iam:CreateUser', on: '*' },
    { action: 'iam:PutUserPolicy', on: '*' },
    { action: 'iam:CreateAccessKey', on: '*' },
  ],
  gains: 'administrator',
});
