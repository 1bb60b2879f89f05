import { definePrivilegePath } from '../model/privilege-path';

/** Deploy a new version to a Beanstalk environment: new version runs with the instance role. */
export const elasticbeanstalkUpdate = definePrivilegePath({
  id: 'elasticbeanstalk-update',
  title: 'Deploy a new version to a Beanstalk environment',
  category: 'existing-passrole',
  requires: [
    { action: 'elasticbeanstalk:CreateApplicationVersion', on: 'existing:beanstalk-application' },
    { action: 'elasticbeanstalk:UpdateEnvironment', on: 'existing:beanstalk-environment' },
  ],
  trusts: ['ec2.amazonaws.com'],
  gains: 'target',
  unseen: ['an environment exists'],
});
