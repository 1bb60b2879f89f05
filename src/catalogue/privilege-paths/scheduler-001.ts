import { definePrivilegePath } from '../model/privilege-path';

/** Schedule any API call with the role: universal target calls any API with the role. */
export const scheduler001 = definePrivilegePath({
  id: 'scheduler-001',
  title: 'Schedule any API call with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'scheduler.amazonaws.com' },
    { action: 'scheduler:CreateSchedule', on: '*' },
  ],
  trusts: ['scheduler.amazonaws.com'],
  gains: 'target',
});
