import { definePrivilegePath } from '../model/privilege-path';

/** Enter a member account through the role Organizations made there: administrator of the member account. */
export const organizationsAccountAccessRole = definePrivilegePath({
  id: 'organizations-account-access-role',
  title: 'Enter a member account through the role Organizations made there',
  category: 'principal-access',
  requires: [
    { action: 'sts:AssumeRole', on: 'member-account-role' },
  ],
  states: ['caller-in-management-account'],
  gains: 'target',
  notes: ['the member account was created by the organization'],
});
