import { definePrivilegePath } from '../model/privilege-path';

/** Run an automation with the role: an AWS-owned runbook (script or API step) runs with the role. */
export const ssmStartAutomation = definePrivilegePath({
  id: 'ssm-start-automation',
  title: 'Run an automation with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'ssm.amazonaws.com' },
    { action: 'ssm:StartAutomationExecution', on: 'existing:ssm-document' },
  ],
  trusts: ['ssm.amazonaws.com'],
  gains: 'target',
});
