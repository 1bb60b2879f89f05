import { defineCheck } from '../../model/check';
import { ec2 } from '../../services/ec2';

/** AWS FSBP EC2.8, CIS "Ensure that the EC2 Metadata Service only allows IMDSv2": https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-IMDS-new-instances.html */
export const ec2InstanceImdsv2 = defineCheck(ec2, {
  id: 'ec2-instance-imdsv2',
  entity: 'aws_instance',
  severity: 'high',
  title: 'EC2 instances require IMDSv2, or have no metadata service',
  why: 'A flaw that lets a stranger make the instance fetch a URL gives him the credentials of its role.',
  needs: [ec2.need('DescribeInstances')],
  remedy: {
    cli: 'aws ec2 modify-instance-metadata-options --instance-id <instance-id> --http-tokens required --http-endpoint enabled',
    cdk: "new ec2.Instance(this, 'Instance', { vpc, instanceType, machineImage, requireImdsv2: true })",
  },
  prowler: ['ec2_instance_imdsv2_enabled'],
  applies: (instance) => !['shutting-down', 'terminated'].includes(instance.State?.Name ?? ''),
  fails: ({ MetadataOptions: options }) => options?.HttpEndpoint === 'disabled' || options?.HttpTokens === 'required' ? undefined
    : `HttpTokens is ${options?.HttpTokens ?? 'not set'} and HttpEndpoint is ${options?.HttpEndpoint ?? 'not set'}`,
  examples: {
    pass: [
      { entity: { State: { Name: 'running' }, MetadataOptions: { HttpEndpoint: 'enabled', HttpTokens: 'required' } } },
      { entity: { State: { Name: 'stopped' }, MetadataOptions: { HttpEndpoint: 'disabled', HttpTokens: 'optional' } } },
    ],
    fail: [
      { entity: { State: { Name: 'running' }, MetadataOptions: { HttpEndpoint: 'enabled', HttpTokens: 'optional' } } },
      { entity: { State: { Name: 'stopped' }, MetadataOptions: { HttpEndpoint: 'enabled', HttpTokens: 'optional' } } },
      { entity: { State: { Name: 'running' } } },
    ],
  },
});
