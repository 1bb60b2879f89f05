import { definePrivilegePath } from '../model/privilege-path';

/** Change the password of another user: console sign-in as the target user. */
export const iam006 = definePrivilegePath({
  id: 'iam-006',
  title: 'Change the password of another user',
  category: 'principal-access',
  requires: [
    { action: 'iam:UpdateLoginProfile', on: 'target-user' },
  ],
  states: ['target-has-password'],
  gains: 'target',
  notes: ['MFA on the user still has to be passed'],
});
