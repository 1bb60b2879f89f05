import { definePrivilegePath } from '../model/privilege-path';

/** Make a function with the role and a table whose stream invokes it: the caller then acts as the role. */
export const lambdaNewDynamodb = definePrivilegePath({
  id: 'lambda-new-dynamodb',
  title: 'Make a function with the role and a table whose stream invokes it',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'lambda.amazonaws.com' },
    { action: 'lambda:CreateFunction', on: '*' },
    { action: 'lambda:CreateEventSourceMapping', on: '*' },
    { action: 'dynamodb:CreateTable', on: '*' },
    { action: 'dynamodb:PutItem', on: '*' },
  ],
  trusts: ['lambda.amazonaws.com'],
  gains: 'target',
  unseen: ['the role can read the stream'],
});
