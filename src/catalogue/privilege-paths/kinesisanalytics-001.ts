import { definePrivilegePath } from '../model/privilege-path';

/** Make a stream application with the role and start it: the caller then acts as the role. */
export const kinesisanalytics001 = definePrivilegePath({
  id: 'kinesisanalytics-001',
  title: 'Make a stream application with the role and start it',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'kinesisanalytics.amazonaws.com' },
    { action: 'kinesisanalytics:CreateApplication', on: '*' },
    { action: 'kinesisanalytics:StartApplication', on: '*' },
  ],
  trusts: ['kinesisanalytics.amazonaws.com'],
  gains: 'target',
});
