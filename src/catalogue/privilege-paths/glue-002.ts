import { definePrivilegePath } from '../model/privilege-path';

/** Put an SSH key on a Glue development endpoint: SSH into the endpoint with its role. */
export const glue002 = definePrivilegePath({
  id: 'glue-002',
  title: 'Put an SSH key on a Glue development endpoint',
  category: 'existing-passrole',
  requires: [
    { action: 'glue:UpdateDevEndpoint', on: 'existing:glue-dev-endpoint' },
  ],
  trusts: ['glue.amazonaws.com'],
  gains: 'target',
  unseen: ['an endpoint with a role'],
  endOfLife: 'Glue versions that support development endpoints are deprecated',
});
