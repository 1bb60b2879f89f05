import { CloudFormationClient, DescribeOrganizationsAccessCommand } from '@aws-sdk/client-cloudformation';
import { eachStackSet, fail, pass, type DoctorCheck } from '../contract';

/** Whether StackSets may act in the organisation. */
export const stackSetAccess: DoctorCheck = {
  id: 'stack-set-access',
  title: 'Trusted access for StackSets is on',
  part: 'stack set',
  reads: ['cloudformation:DescribeOrganizationsAccess'],
  tasks: eachStackSet(async ({ aws, callAs }) => {
    const { Status } = await aws.client(CloudFormationClient).send(new DescribeOrganizationsAccessCommand({ CallAs: callAs }));
    return Status === 'ENABLED'
      ? pass('Trusted access for StackSets is ENABLED.')
      : fail(`Trusted access for StackSets is ${Status}.`, 'In the management account: aws cloudformation activate-organizations-access.');
  }, ({ serviceManaged }) => serviceManaged),
};
