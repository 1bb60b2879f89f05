import {
  APIGatewayClient, CreateDeploymentCommand, CreateResourceCommand, CreateRestApiCommand, DeleteRestApiCommand, GetResourcesCommand, PutIntegrationCommand, PutMethodCommand,
} from '@aws-sdk/client-api-gateway';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

/** Two REST APIs, one with a method and a stage. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const client = new APIGatewayClient(options);
  const { id: restApiId } = await client.send(new CreateRestApiCommand({ name: 'orders', tags: { team: 'orders' } }));
  const { items } = await client.send(new GetResourcesCommand({ restApiId }));
  const { id: resourceId } = await client.send(new CreateResourceCommand({ restApiId, parentId: items![0].id, pathPart: 'orders' }));
  const method = { restApiId, resourceId, httpMethod: 'GET' };
  await client.send(new PutMethodCommand({ ...method, authorizationType: 'NONE' }));
  await client.send(new PutIntegrationCommand({ ...method, type: 'MOCK', requestTemplates: { 'application/json': '{"statusCode":200}' } }));
  await client.send(new CreateDeploymentCommand({ restApiId, stageName: 'live' }));
  const { id: other } = await client.send(new CreateRestApiCommand({ name: 'other' }));
  return { aws_api_gateway_rest_api: [restApiId, other].map((id) => `arn:aws:apigateway:${options.region}::/restapis/${id}`) };
}

/** The second API. */
export async function remove(options: ClientOptions, { aws_api_gateway_rest_api: [, key] = [] }: Truth): Promise<string[]> {
  await new APIGatewayClient(options).send(new DeleteRestApiCommand({ restApiId: key.split('/').pop() }));
  return [key];
}
