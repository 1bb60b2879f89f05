import { definePrivilegePath } from '../model/privilege-path';

/** Submit a job of an existing definition with another command: command override runs with the job role. */
export const batch002 = definePrivilegePath({
  id: 'batch-002',
  title: 'Submit a job of an existing definition with another command',
  category: 'existing-passrole',
  requires: [
    { action: 'batch:SubmitJob', on: 'existing:batch-job-definition' },
  ],
  trusts: ['ecs-tasks.amazonaws.com'],
  gains: 'target',
  unseen: ['a job definition with a role'],
});
