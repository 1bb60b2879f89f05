import { definePrivilegePath } from '../model/privilege-path';

/** Make a browser with the role and drive it: the caller then acts as the role. */
export const agentcoreBrowserNew = definePrivilegePath({
  id: 'agentcore-browser-new',
  title: 'Make a browser with the role and drive it',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'bedrock-agentcore.amazonaws.com' },
    { action: 'bedrock-agentcore:CreateBrowser', on: '*' },
    { action: 'bedrock-agentcore:StartBrowserSession', on: '*' },
    { action: 'bedrock-agentcore:ConnectBrowserAutomationStream', on: '*' },
  ],
  trusts: ['bedrock-agentcore.amazonaws.com'],
  gains: 'target',
});
