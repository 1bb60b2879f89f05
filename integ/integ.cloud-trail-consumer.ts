import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { CloudTrailConsumer, CloudTrailIngestPipeline, EksAuditLogPipeline } from '../src';

const app = new App();
const stack = new Stack(app, 'CloudTrailConsumer');

const pipeline = new CloudTrailIngestPipeline(stack, 'Pipeline', { removalPolicy: RemovalPolicy.DESTROY, dashboard: false });
const consumer = new CloudTrailConsumer(stack, 'Consumer', {
  pipeline,
  lakePrefix: 'security',
  organizationAccounts: ['111111111111'],
  compactEvery: Duration.hours(6),
  removalPolicy: RemovalPolicy.DESTROY,
});
// The log group of the cluster must exist.
consumer.addSource(new EksAuditLogPipeline(stack, 'Audit', { pipeline, clusterName: 'prod' }));

new IntegTest(app, 'Integ', { testCases: [stack] });
