import { definePrivilegePath } from '../model/privilege-path';

/** The policies of the group then apply to the caller. */
export const iam013 = definePrivilegePath({
  id: 'iam-013',
  title: 'Join a group',
  category: 'self-escalation',
  requires: [
    { action: 'iam:AddUserToGroup', on: 'target-group' },
  ],
  states: ['caller-is-user'],
  gains: 'group',
});
