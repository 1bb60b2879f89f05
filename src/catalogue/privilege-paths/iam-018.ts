import { definePrivilegePath } from '../model/privilege-path';

/** The user may then do what the caller likes. */
export const iam018 = definePrivilegePath({
  id: 'iam-018',
  title: 'Write an inline policy for another user, then make a key of it',
  category: 'principal-access',
  requires: [
    { action: 'iam:PutUserPolicy', on: 'target-user' },
    { action: 'iam:CreateAccessKey', on: 'target-user' },
  ],
  states: ['target-has-spare-key'],
  gains: 'changed-target',
});
