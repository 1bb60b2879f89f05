import { definePrivilegePath } from '../model/privilege-path';

/** A shell on the endpoint, with the role. */
export const glue001 = definePrivilegePath({
  id: 'glue-001',
  title: 'Make a Glue development endpoint with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'glue.amazonaws.com' },
    { action: 'glue:CreateDevEndpoint', on: '*' },
  ],
  trusts: ['glue.amazonaws.com'],
  gains: 'target',
  endOfLife: 'Glue versions that support development endpoints are deprecated',
});
