import { definePrivilegePath } from '../model/privilege-path';

/** Put the role on a database cluster: database can read or write S3 or call functions with the role. */
export const rdsClusterRole = definePrivilegePath({
  id: 'rds-cluster-role',
  title: 'Put the role on a database cluster',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'rds.amazonaws.com' },
    { action: 'rds:AddRoleToDBCluster', on: 'existing:db-cluster' },
  ],
  trusts: ['rds.amazonaws.com'],
  gains: 'target',
  unseen: ['database login'],
});
