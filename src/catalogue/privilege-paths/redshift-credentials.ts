import { definePrivilegePath } from '../model/privilege-path';

/** Ask for database credentials of a cluster: database login. */
export const redshiftCredentials = definePrivilegePath({
  id: 'redshift-credentials',
  title: 'Ask for database credentials of a cluster',
  category: 'credential-access',
  requires: [
    { action: 'redshift:GetClusterCredentials', on: 'existing:redshift-cluster' },
  ],
  gains: 'resource',
});
