import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { policyDifferences } from '../compare';
import { drifted, eachResource, pass, type DoctorCheck } from '../contract';

/** Whether the trust policy of each role is that of the template. */
export const roleTrust: DoctorCheck = {
  id: 'role-trust',
  title: 'The trust policy of the role is that of the template',
  part: 'role',
  reads: ['iam:GetRole'],
  after: ['role-exists'],
  tasks: eachResource('AWS::IAM::Role', async ({ physicalId, properties, stack: { aws } }) => {
    const { Role } = await aws.client(IAMClient).send(new GetRoleCommand({ RoleName: physicalId }));
    const drift = policyDifferences(properties.AssumeRolePolicyDocument, Role!.AssumeRolePolicyDocument);
    return drift.length === 0
      ? pass(`${physicalId} trusts whom the template names.`)
      : drifted(`The trust policy of ${physicalId} was changed`, drift, 'Deploy the stack again with a change to the role, or write the trust policy back as the lines with - say.');
  }),
};
