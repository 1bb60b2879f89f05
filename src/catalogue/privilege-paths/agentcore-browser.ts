import { definePrivilegePath } from '../model/privilege-path';

/** Drive a browser that has a role: browser driver reads the role credentials. */
export const agentcoreBrowser = definePrivilegePath({
  id: 'agentcore-browser',
  title: 'Drive a browser that has a role',
  category: 'existing-passrole',
  requires: [
    { action: 'bedrock-agentcore:StartBrowserSession', on: 'existing:agentcore-browser' },
    { action: 'bedrock-agentcore:ConnectBrowserAutomationStream', on: 'existing:agentcore-browser' },
  ],
  trusts: ['bedrock-agentcore.amazonaws.com'],
  gains: 'target',
  unseen: ['a custom browser with a role'],
});
