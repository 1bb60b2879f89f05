import { definePrivilegePath } from '../model/privilege-path';

/** The plain way: the trust policy admits the caller; no escalation, but a step of one. */
export const sts001 = definePrivilegePath({
  id: 'sts-001',
  title: 'Assume the role',
  category: 'principal-access',
  requires: [
    { action: 'sts:AssumeRole', on: 'target-role' },
  ],
  gains: 'target',
});
