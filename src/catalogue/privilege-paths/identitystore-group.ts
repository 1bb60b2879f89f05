import { definePrivilegePath } from '../model/privilege-path';

/** Join a group of IAM Identity Center: permission sets of the group. */
export const identitystoreGroup = definePrivilegePath({
  id: 'identitystore-group',
  title: 'Join a group of IAM Identity Center',
  category: 'principal-access',
  requires: [
    { action: 'identitystore:CreateGroupMembership', on: 'existing:identity-store-group' },
  ],
  gains: 'resource',
  unseen: ['the group has account assignments'],
});
