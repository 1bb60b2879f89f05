import { definePrivilegePath } from '../model/privilege-path';

/** Take the jobs of a custom action of a pipeline: artifact credentials of a custom-action job. */
export const codepipelinePoll = definePrivilegePath({
  id: 'codepipeline-poll',
  title: 'Take the jobs of a custom action of a pipeline',
  category: 'credential-access',
  requires: [
    { action: 'codepipeline:PollForJobs', on: 'existing:pipeline-action' },
  ],
  gains: 'resource',
  unseen: ['pipeline with a custom action'],
});
