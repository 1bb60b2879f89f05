import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, CfnParameter, SecretValue, Stack } from 'aws-cdk-lib/core';
import { EventBridgeForwarder, ForwarderAuthorization, ForwarderEvents, ScannerStream } from '../src';

const app = new App();
const endpoint = 'https://events.example.com/aws';
const authorization = ForwarderAuthorization.apiKey(SecretValue.secretsManager('platform-key'));

const single = new Stack(app, 'EventBridgeForwarder');
new EventBridgeForwarder(single, 'Forwarder', { endpoint, authorization });

const everywhere = new Stack(app, 'EventBridgeForwarderEverywhere');
new EventBridgeForwarder(everywhere, 'Forwarder', {
  events: ForwarderEvents.changes(ScannerStream.KMS, ScannerStream.IAM),
  readOnlyEvents: true,
  signInEvents: true,
  endpoint,
  authorization,
  inputTemplate: '{"id": <id>}',
  inputPaths: { id: '$.detail.eventID' },
  primaryRegion: new CfnParameter(everywhere, 'PrimaryRegion', { default: '' }).valueAsString,
  hubAccountId: '111111111111',
  organizationId: 'o-a1b2c3d4e5',
  memberAccountIds: ['222222222222'],
  ruleName: 'EventsOfEveryRegion',
});

new IntegTest(app, 'Integ', { testCases: [single, everywhere] });
