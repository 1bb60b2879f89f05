import { definePrivilegePath } from '../model/privilege-path';

/** Run code in a code interpreter: the caller then acts as the role. */
export const bedrock002 = definePrivilegePath({
  id: 'bedrock-002',
  title: 'Run code in a code interpreter',
  category: 'existing-passrole',
  requires: [
    { action: 'bedrock-agentcore:StartCodeInterpreterSession', on: 'existing:code-interpreter' },
    { action: 'bedrock-agentcore:InvokeCodeInterpreter', on: 'existing:code-interpreter' },
  ],
  trusts: ['bedrock-agentcore.amazonaws.com'],
  gains: 'target',
  unseen: ['an interpreter with a role'],
});
