import { definePrivilegePath } from '../model/privilege-path';

/** Change a state machine and start it: changed definition runs with the machine role. */
export const stepfunctions002 = definePrivilegePath({
  id: 'stepfunctions-002',
  title: 'Change a state machine and start it',
  category: 'existing-passrole',
  requires: [
    { action: 'states:UpdateStateMachine', on: 'existing:state-machine' },
    { action: 'states:StartExecution', on: 'existing:state-machine' },
  ],
  trusts: ['states.amazonaws.com'],
  gains: 'target',
  unseen: ['a state machine with a role'],
});
