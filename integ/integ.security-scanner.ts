import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { App, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { ScannerStream, SecurityScanner } from '../src';

const app = new App();
const stack = new Stack(app, 'SecurityScanner');

new SecurityScanner(stack, 'Scanner', {
  externalId: 'agreed-7f3a',
  accountIds: ['111111111111', '222222222222'],
  regions: ['us-east-1', 'eu-west-1'],
  streams: [ScannerStream.KMS, ScannerStream.S3],
  notificationTopic: new Topic(stack, 'People', { enforceSSL: true }),
  securityHub: true,
  removalPolicy: RemovalPolicy.DESTROY,
  scheduled: false,
});

new IntegTest(app, 'Integ', { testCases: [stack] });
