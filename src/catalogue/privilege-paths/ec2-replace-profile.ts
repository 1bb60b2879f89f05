import { definePrivilegePath } from '../model/privilege-path';

/** Put the role on a running instance: the caller then acts as the role. */
export const ec2ReplaceProfile = definePrivilegePath({
  id: 'ec2-replace-profile',
  title: 'Put the role on a running instance',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'ec2.amazonaws.com' },
    { action: 'ec2:ReplaceIamInstanceProfileAssociation', on: 'existing:instance' },
  ],
  trusts: ['ec2.amazonaws.com'],
  gains: 'target',
  unseen: ['the caller has a foothold on the instance'],
});
