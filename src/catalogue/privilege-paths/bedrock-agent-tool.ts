import { definePrivilegePath } from '../model/privilege-path';

/** Change the function behind a tool of an agent and invoke the agent: function behind an agent tool runs caller code. */
export const bedrockAgentTool = definePrivilegePath({
  id: 'bedrock-agent-tool',
  title: 'Change the function behind a tool of an agent and invoke the agent',
  category: 'existing-passrole',
  requires: [
    { action: 'lambda:UpdateFunctionCode', on: 'existing:lambda-function' },
    { action: 'bedrock:InvokeAgent', on: 'existing:bedrock-agent' },
  ],
  trusts: ['lambda.amazonaws.com'],
  gains: 'target',
  unseen: ['an agent with a Lambda action group'],
});
