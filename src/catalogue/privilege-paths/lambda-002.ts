import { definePrivilegePath } from '../model/privilege-path';

/** Make a function with the role and let an event source invoke it: the caller then acts as the role. */
export const lambda002 = definePrivilegePath({
  id: 'lambda-002',
  title: 'Make a function with the role and let an event source invoke it',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'lambda.amazonaws.com' },
    { action: 'lambda:CreateFunction', on: '*' },
    { action: 'lambda:CreateEventSourceMapping', on: '*' },
  ],
  trusts: ['lambda.amazonaws.com'],
  gains: 'target',
  unseen: ['an existing DynamoDB, Kinesis or SQS source that the role can read'],
});
