import { definePrivilegePath } from '../model/privilege-path';

/** Make an access key of another user: acts as the target user. */
export const iam002 = definePrivilegePath({
  id: 'iam-002',
  title: 'Make an access key of another user',
  category: 'principal-access',
  requires: [
    { action: 'iam:CreateAccessKey', on: 'target-user' },
  ],
  states: ['target-has-spare-key'],
  gains: 'target',
});
