import { definePrivilegePath } from '../model/privilege-path';

/** Upload an SSH key for another user: CodeCommit over SSH as the target user. */
export const iamUploadSshKey = definePrivilegePath({
  id: 'iam-upload-ssh-key',
  title: 'Upload an SSH key for another user',
  category: 'principal-access',
  requires: [
    { action: 'iam:UploadSSHPublicKey', on: 'target-user' },
  ],
  gains: 'target',
  notes: ['limited to CodeCommit'],
});
