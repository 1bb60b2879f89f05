import { definePrivilegePath } from '../model/privilege-path';

/** Create and execute a change set with the role: template resources are made with the role. */
export const cloudformationChangesetPassrole = definePrivilegePath({
  id: 'cloudformation-changeset-passrole',
  title: 'Create and execute a change set with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'cloudformation.amazonaws.com' },
    { action: 'cloudformation:CreateChangeSet', on: '*' },
    { action: 'cloudformation:ExecuteChangeSet', on: '*' },
  ],
  trusts: ['cloudformation.amazonaws.com'],
  gains: 'target',
});
