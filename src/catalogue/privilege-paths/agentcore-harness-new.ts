import { definePrivilegePath } from '../model/privilege-path';

/** Make an agent harness with the role and run commands in it: the caller then acts as the role. */
export const agentcoreHarnessNew = definePrivilegePath({
  id: 'agentcore-harness-new',
  title: 'Make an agent harness with the role and run commands in it',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'bedrock-agentcore.amazonaws.com' },
    { action: 'bedrock-agentcore:CreateHarness', on: '*' },
    { action: 'bedrock-agentcore:CreateAgentRuntime', on: '*' },
    { action: 'bedrock-agentcore:CreateAgentRuntimeEndpoint', on: '*' },
    { action: 'bedrock-agentcore:CreateWorkloadIdentity', on: '*' },
    { action: 'bedrock-agentcore:GetAgentRuntime', on: '*' },
    { action: 'bedrock-agentcore:InvokeAgentRuntimeCommand', on: '*' },
  ],
  trusts: ['bedrock-agentcore.amazonaws.com'],
  gains: 'target',
});
