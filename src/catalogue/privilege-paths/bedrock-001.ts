import { definePrivilegePath } from '../model/privilege-path';

/** A resource of the caller then runs with the role. */
export const bedrock001 = definePrivilegePath({
  id: 'bedrock-001',
  title: 'Make a code interpreter with the role and run code in it',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'bedrock-agentcore.amazonaws.com' },
    { action: 'bedrock-agentcore:CreateCodeInterpreter', on: '*' },
    { action: 'bedrock-agentcore:StartCodeInterpreterSession', on: '*' },
    { action: 'bedrock-agentcore:InvokeCodeInterpreter', on: '*' },
  ],
  trusts: ['bedrock-agentcore.amazonaws.com'],
  gains: 'target',
});
