import { definePrivilegePath } from '../model/privilege-path';

/** Go back to a more generous version of a policy of its own: permissions of an older policy version. */
export const iamSetDefaultVersion = definePrivilegePath({
  id: 'iam-set-default-version',
  title: 'Go back to a more generous version of a policy of its own',
  category: 'self-escalation',
  requires: [
    { action: 'iam:SetDefaultPolicyVersion', on: 'own-policy' },
  ],
  gains: 'older-version',
});
