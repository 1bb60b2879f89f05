import { definePrivilegePath } from '../model/privilege-path';

/** The steps run with the role of the instances. */
export const emrAddSteps = definePrivilegePath({
  id: 'emr-add-steps',
  title: 'Add steps to an EMR cluster',
  category: 'existing-passrole',
  requires: [
    { action: 'elasticmapreduce:AddJobFlowSteps', on: 'existing:emr-cluster' },
  ],
  trusts: ['ec2.amazonaws.com'],
  gains: 'target',
});
