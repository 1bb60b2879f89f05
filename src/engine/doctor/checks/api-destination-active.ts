import { DescribeApiDestinationCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { present } from '../aws';
import { differences } from '../compare';
import { drifted, eachResource, fail, pass, type DoctorCheck } from '../contract';

/** Whether each API destination is active and goes where the template says. */
export const apiDestinationActive: DoctorCheck = {
  id: 'api-destination-active',
  title: 'The API destination is ACTIVE',
  part: 'events',
  reads: ['events:DescribeApiDestination'],
  afterInStack: ['connection-authorized'],
  tasks: eachResource('AWS::Events::ApiDestination', async ({ physicalId, properties, stack: { aws } }) => {
    const { Name = physicalId, ConnectionArn, InvocationEndpoint, HttpMethod } = properties;
    const destination = await present(aws.client(EventBridgeClient).send(new DescribeApiDestinationCommand({ Name: String(Name) })));
    if (!destination) return fail(`The API destination ${Name} is gone.`, 'Delete the stack and deploy it again, or make a change to the API destination in the template.');
    const drift = differences({ ConnectionArn, InvocationEndpoint, HttpMethod }, { ...destination });
    if (drift.length > 0) return drifted(`The API destination ${Name} was changed`, drift, 'Write it back as the lines with - say.');
    return destination.ApiDestinationState === 'ACTIVE'
      ? pass(`The API destination ${Name} is ACTIVE and goes to ${destination.InvocationEndpoint}.`)
      : fail(`The API destination ${Name} is ${destination.ApiDestinationState}.`, 'Authorise its connection anew; one that is authorised and still inactive is made anew by a change in the template.');
  }),
};
