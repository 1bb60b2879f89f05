import { definePrivilegePath } from '../model/privilege-path';

/** Replace an access key of another user: acts as the target user. */
export const iam003 = definePrivilegePath({
  id: 'iam-003',
  title: 'Replace an access key of another user',
  category: 'principal-access',
  requires: [
    { action: 'iam:DeleteAccessKey', on: 'target-user' },
    { action: 'iam:CreateAccessKey', on: 'target-user' },
  ],
  states: ['target-has-two-keys'],
  gains: 'target',
});
