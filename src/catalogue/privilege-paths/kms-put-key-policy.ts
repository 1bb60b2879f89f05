import { definePrivilegePath } from '../model/privilege-path';

/** Rewrite the policy of a key: grants itself decrypt on the key. */
export const kmsPutKeyPolicy = definePrivilegePath({
  id: 'kms-put-key-policy',
  title: 'Rewrite the policy of a key',
  category: 'credential-access',
  requires: [
    { action: 'kms:PutKeyPolicy', on: 'existing:kms-key' },
  ],
  gains: 'resource',
  unseen: ['encrypted secrets are reachable'],
});
