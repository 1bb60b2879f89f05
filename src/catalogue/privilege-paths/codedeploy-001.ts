import { definePrivilegePath } from '../model/privilege-path';

/** Deploy an application revision to instances: lifecycle hook runs on the instances with their role. */
export const codedeploy001 = definePrivilegePath({
  id: 'codedeploy-001',
  title: 'Deploy an application revision to instances',
  category: 'existing-passrole',
  requires: [
    { action: 'codedeploy:CreateDeployment', on: 'existing:deployment-group' },
    { action: 'codedeploy:RegisterApplicationRevision', on: 'existing:application' },
    { action: 'codedeploy:GetDeploymentConfig', on: '*' },
  ],
  trusts: ['ec2.amazonaws.com'],
  gains: 'resource',
  unseen: ['deployment group with instances that have a role'],
});
