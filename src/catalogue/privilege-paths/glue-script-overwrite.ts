import { definePrivilegePath } from '../model/privilege-path';

/** Overwrite the script of a Glue job and run it: changed script runs with the job role. */
export const glueScriptOverwrite = definePrivilegePath({
  id: 'glue-script-overwrite',
  title: 'Overwrite the script of a Glue job and run it',
  category: 'existing-passrole',
  requires: [
    { action: 's3:PutObject', on: 'existing:glue-job-script' },
    { action: 'glue:StartJobRun', on: 'existing:glue-job' },
  ],
  trusts: ['glue.amazonaws.com'],
  gains: 'target',
  unseen: ['the job script lies in a bucket the caller can write'],
});
