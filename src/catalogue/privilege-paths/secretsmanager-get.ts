import { definePrivilegePath } from '../model/privilege-path';

/** Read a secret: credentials stored in the secret. */
export const secretsmanagerGet = definePrivilegePath({
  id: 'secretsmanager-get',
  title: 'Read a secret',
  category: 'credential-access',
  requires: [
    { action: 'secretsmanager:GetSecretValue', on: 'existing:secret' },
  ],
  gains: 'resource',
  unseen: ['secret holds access keys or a password'],
});
