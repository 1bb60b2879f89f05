import { definePrivilegePath } from '../model/privilege-path';

/** Run an EMR cluster with the role: the caller then acts as the role. */
export const emr001 = definePrivilegePath({
  id: 'emr-001',
  title: 'Run an EMR cluster with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'ec2.amazonaws.com' },
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'elasticmapreduce.amazonaws.com' },
    { action: 'elasticmapreduce:RunJobFlow', on: '*' },
  ],
  trusts: ['ec2.amazonaws.com'],
  states: ['target-has-instance-profile'],
  gains: 'target',
});
