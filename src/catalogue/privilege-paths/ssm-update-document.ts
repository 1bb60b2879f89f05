import { definePrivilegePath } from '../model/privilege-path';

/** Change a document that others run: next user of the document runs caller steps. */
export const ssmUpdateDocument = definePrivilegePath({
  id: 'ssm-update-document',
  title: 'Change a document that others run',
  category: 'existing-passrole',
  requires: [
    { action: 'ssm:UpdateDocument', on: 'existing:ssm-document' },
    { action: 'ssm:UpdateDocumentDefaultVersion', on: 'existing:ssm-document' },
  ],
  trusts: ['ec2.amazonaws.com'],
  gains: 'target',
  unseen: ['the document is used by an association or by people'],
});
