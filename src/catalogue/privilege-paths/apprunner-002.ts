import { definePrivilegePath } from '../model/privilege-path';

/** Update an App Runner service: new image or start command runs with the instance role. */
export const apprunner002 = definePrivilegePath({
  id: 'apprunner-002',
  title: 'Update an App Runner service',
  category: 'existing-passrole',
  requires: [
    { action: 'apprunner:UpdateService', on: 'existing:apprunner-service' },
  ],
  trusts: ['tasks.apprunner.amazonaws.com'],
  gains: 'target',
  unseen: ['service has an instance role'],
});
