import { definePrivilegePath } from '../model/privilege-path';

/** Associate a document with a managed instance: command on the instance with its role. */
export const ssmAssociation = definePrivilegePath({
  id: 'ssm-association',
  title: 'Associate a document with a managed instance',
  category: 'existing-passrole',
  requires: [
    { action: 'ssm:CreateAssociation', on: 'existing:instance' },
  ],
  trusts: ['ec2.amazonaws.com'],
  gains: 'target',
  unseen: ['managed instance with a role'],
});
