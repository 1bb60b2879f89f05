import { definePrivilegePath } from '../model/privilege-path';

/** Make a data pipeline with the role and activate it: the caller then acts as the role. */
export const datapipeline001 = definePrivilegePath({
  id: 'datapipeline-001',
  title: 'Make a data pipeline with the role and activate it',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'datapipeline.amazonaws.com' },
    { action: 'datapipeline:CreatePipeline', on: '*' },
    { action: 'datapipeline:PutPipelineDefinition', on: '*' },
    { action: 'datapipeline:ActivatePipeline', on: '*' },
  ],
  trusts: ['datapipeline.amazonaws.com', 'elasticmapreduce.amazonaws.com'],
  gains: 'target',
  endOfLife: 'closed to new customers since July 2024',
});
