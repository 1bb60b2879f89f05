import { authorizeAnew, connectionName, parametersIn, readConnection } from '../connection';
import { eachResource, fail, pass, unknown, type DoctorCheck } from '../contract';
import type { DeployedResource } from '../deployed';

/** Whether each connection may show its key: one that lost its authorisation delivers nothing. */
export const connectionAuthorized: DoctorCheck = {
  id: 'connection-authorized',
  title: 'The connection is AUTHORIZED',
  part: 'events',
  reads: ['events:DescribeConnection'],
  tasks: eachResource('AWS::Events::Connection', async (resource, integration) => {
    const name = connectionName(resource);
    const connection = await readConnection(resource);
    if (!connection) return fail(`The connection ${name} is gone.`, 'Delete the stack and deploy it again, or make a change to the connection in the template.');
    const { ConnectionState: state, StateReason: reason } = connection;
    const evidence = `The connection ${name} is ${state}${reason ? `: ${reason}` : ''}.`;
    if (state === 'AUTHORIZED' || state === 'ACTIVE') return pass(evidence);
    if (/ING$/.test(state ?? '')) return unknown(evidence, 'Run this again in a minute.');
    return fail(evidence, steps(resource), authorizeAnew(resource, integration));
  }),
};

/** How to authorise anew, with the key that the platform shows. */
function steps(resource: DeployedResource): string {
  const [parameter] = parametersIn(resource.declared.AuthParameters);
  const key = parameter === undefined ? 'Put a key that the platform takes into the secret' : `Set the environment variable ${parameter} to a key that the platform takes`;
  return `${key}, then run doctor --fix; or in the console: EventBridge, Connections, ${connectionName(resource)}, Edit, enter the key, Update.`;
}
