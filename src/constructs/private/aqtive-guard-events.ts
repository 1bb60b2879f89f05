import { Aws, SecretValue } from 'aws-cdk-lib/core';
import type { MemberBuild } from './member-template';
import type { AqtiveGuardEvents } from '../aqtive-guard-events';
import { EventBridgeForwarder } from '../event-bridge-forwarder';
import { ForwarderAuthorization } from '../forwarder-authorization';
import { ForwarderEvents } from '../forwarder-events';

/** Services of the document: those that hold keys, certificates and secrets, and those that use them. */
const SERVICES = ['acm', 'apigateway', 'ec2', 'kms', 'lambda', 'secretsmanager', 'ssm'].map((service) => `${service}.amazonaws.com`);

/**
 * The forwarder, named as the document says. The Region of the hub is that of the role.
 * @param hello whether CloudFormation's word of a deployment is forwarded
 */
export const aqtiveGuardEvents = ({ endpoint, apiKey, events }: AqtiveGuardEvents, hello = true): MemberBuild => (member) => {
  const key = member.parameter('AQGAPIKeyParameter', apiKey.unsafeUnwrap(), { noEcho: true, description: 'API token of AQtive Guard, with at least the permission Uploader' });
  new EventBridgeForwarder(member.scope, 'Events', {
    endpoint: member.parameter('AQGEndpoint', endpoint, { allowedPattern: 'https://[^/\\s]+.*', description: 'HTTPS address that AQtive Guard shows' }),
    authorization: ForwarderAuthorization.apiKey(SecretValue.unsafePlainText(key)),
    events: events ?? ForwarderEvents.services(...SERVICES),
    readOnlyEvents: true,
    hello,
    ruleName: 'AQtiveGuardFilteredEventsRule',
    apiDestinationName: 'AQGAWSDestinationApiRoute',
    connectionName: 'AQGAWSConnectionKey',
    primaryRegion: member.primaryRegion === Aws.REGION ? undefined : member.primaryRegion,
  });
};
