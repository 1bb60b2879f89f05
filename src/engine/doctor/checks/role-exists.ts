import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { present } from '../aws';
import { eachResource, fail, pass, type DoctorCheck } from '../contract';

/** Whether each role is there. */
export const roleExists: DoctorCheck = {
  id: 'role-exists',
  title: 'The role is there',
  part: 'role',
  reads: ['iam:GetRole'],
  tasks: eachResource('AWS::IAM::Role', async ({ physicalId, stack: { aws } }) => {
    const role = (await present(aws.client(IAMClient).send(new GetRoleCommand({ RoleName: physicalId }))))?.Role;
    return role
      ? pass(`${role.Arn} is there.`)
      : fail(`The role ${physicalId} is gone.`, 'Delete the stack and deploy it again, or make a change to the role in the template, so that CloudFormation makes it anew.');
  }),
};
