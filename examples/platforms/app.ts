import { App, SecretValue, Stack } from 'aws-cdk-lib/core';
import {
  AqtiveGuardConnector, CyscaleConnector, FortiCnappConnector, JupiterOneConnector, ScannerConnector, ScannerPreset, ZscalerUvmConnector, ZscalerUvmStream,
} from 'cdk-security-scanner';

/*
 * One stack a platform: take the one you need. Those with `organization` are deployed in the management account, the others in the account to connect.
 */
const app = new App();
const organization = { organizationalUnitIds: ['r-abcd'] };

new JupiterOneConnector(new Stack(app, 'JupiterOne'), 'Connector', { externalId: 'issued-by-jupiterone', organization });

new CyscaleConnector(new Stack(app, 'Cyscale'), 'Connector', { externalId: 'shown-by-cyscale' });

// Configuration of this account, and log files of a new trail.
new FortiCnappConnector(new Stack(app, 'FortiCnapp'), 'Connector', { externalId: 'issued-by-forticnapp', cloudTrail: {} });

// Every account of the organisation, and the list of them from the management account.
new ZscalerUvmConnector(new Stack(app, 'ZscalerUvm'), 'Connector', {
  trustedAccountId: '222222222222',
  externalId: '2f1c6f0a-7b52-4f0f-9d0b-3f3b0f1d9a11',
  streams: [ZscalerUvmStream.ACCOUNTS, ZscalerUvmStream.EC2, ZscalerUvmStream.NETWORK_VPCS, ZscalerUvmStream.SECURITY_HUB],
  organization,
});

// Keys, certificates and secrets of two Regions, kept current by events.
new AqtiveGuardConnector(new Stack(app, 'AqtiveGuard'), 'Connector', {
  trustedAccountId: '222222222222',
  externalId: 'agreed-with-aqtive-guard',
  events: { endpoint: 'https://events.example.com', apiKey: SecretValue.secretsManager('aqtive-guard-api-key') },
  organization: { ...organization, regions: ['us-east-1', 'eu-west-1'], primaryRegion: 'us-east-1' },
});

// Any other platform, by what it asks for.
new ScannerConnector(new Stack(app, 'Acme'), 'Connector', {
  externalId: 'agreed-with-acme',
  preset: ScannerPreset.define({
    id: 'acme', title: 'Acme', roleName: 'AcmeReadOnly', principalArn: 'arn:aws:iam::123456789012:role/acme', actions: ['ec2:DescribeInstances', 'ec2:DescribeVpcs'],
  }),
});

app.synth();
