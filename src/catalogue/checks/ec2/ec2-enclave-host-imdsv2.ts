import { defineCheck } from '../../model/check';
import { ec2 } from '../../services/ec2';

/** The parent instance of AWS Nitro Enclaves: https://docs.aws.amazon.com/enclaves/latest/user/nitro-enclave.html */
export const ec2EnclaveHostImdsv2 = defineCheck(ec2, {
  id: 'ec2-enclave-host-imdsv2',
  entity: 'aws_instance',
  severity: 'high',
  title: 'Parent instances of Nitro Enclaves require IMDSv2',
  why: 'The role of the parent can ask AWS KMS for what the enclave is there to keep; a forged request from the instance gets its credentials.',
  needs: [ec2.need('DescribeInstances')],
  remedy: {
    cli: 'aws ec2 modify-instance-metadata-options --instance-id <instance-id> --http-tokens required --http-endpoint enabled',
    cdk: "new ec2.Instance(this, 'Parent', { vpc, instanceType, machineImage, enclaveEnabled: true, requireImdsv2: true })",
  },
  prowler: ['ec2_confidential_workload_host_imdsv2_not_enforced'],
  applies: ({ EnclaveOptions, State }) => EnclaveOptions?.Enabled === true && !['shutting-down', 'terminated'].includes(State?.Name ?? ''),
  fails: ({ MetadataOptions: options }) => options?.HttpEndpoint === 'disabled' || options?.HttpTokens === 'required' ? undefined
    : `EnclaveOptions.Enabled is true and HttpTokens is ${options?.HttpTokens ?? 'not set'}`,
  examples: {
    pass: [{ entity: { EnclaveOptions: { Enabled: true }, MetadataOptions: { HttpEndpoint: 'enabled', HttpTokens: 'required' } } }],
    fail: [{ entity: { EnclaveOptions: { Enabled: true }, MetadataOptions: { HttpEndpoint: 'enabled', HttpTokens: 'optional' } } }],
  },
});
