import { definePrivilegePath } from '../model/privilege-path';

/** The caller signs in to the console as the user. */
export const iam004 = definePrivilegePath({
  id: 'iam-004',
  title: 'Give another user a password',
  category: 'principal-access',
  requires: [
    { action: 'iam:CreateLoginProfile', on: 'target-user' },
  ],
  states: ['target-has-no-password'],
  gains: 'target',
});
