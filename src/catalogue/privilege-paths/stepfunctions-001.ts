import { definePrivilegePath } from '../model/privilege-path';

/** The states of the caller call any API with the role. */
export const stepfunctions001 = definePrivilegePath({
  id: 'stepfunctions-001',
  title: 'Make a state machine with the role and start it',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'states.amazonaws.com' },
    { action: 'states:CreateStateMachine', on: '*' },
    { action: 'states:StartExecution', on: '*' },
  ],
  trusts: ['states.amazonaws.com'],
  gains: 'target',
});
