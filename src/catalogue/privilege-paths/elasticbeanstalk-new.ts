import { definePrivilegePath } from '../model/privilege-path';

/** Make a Beanstalk environment with the role: the caller then acts as the role. */
export const elasticbeanstalkNew = definePrivilegePath({
  id: 'elasticbeanstalk-new',
  title: 'Make a Beanstalk environment with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'ec2.amazonaws.com' },
    { action: 'elasticbeanstalk:CreateApplication', on: '*' },
    { action: 'elasticbeanstalk:CreateApplicationVersion', on: '*' },
    { action: 'elasticbeanstalk:CreateEnvironment', on: '*' },
  ],
  trusts: ['ec2.amazonaws.com'],
  gains: 'target',
  unseen: ['instance profile, plus supporting S3, EC2 and Auto Scaling permissions'],
});
