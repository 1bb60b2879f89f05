import {
  DescribeConnectionCommand, EventBridgeClient, UpdateConnectionCommand, type ConnectionAuthorizationType, type DescribeConnectionCommandOutput,
  type UpdateConnectionCommandInput,
} from '@aws-sdk/client-eventbridge';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { present } from './aws';
import { isOpen } from './compare';
import type { Repair } from './contract';
import type { DeployedResource } from './deployed';
import type { Integration } from './integration';
import { isObject, type Json } from '../json';
import { intrinsicOf } from '../template/template';

/** A secret that the template of a connection names, and where. */
export interface SecretReference { readonly secretId: string; readonly jsonKey?: string; readonly versionStage?: string; readonly versionId?: string }

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html
const REFERENCE = /^\{\{resolve:secretsmanager:((?:arn:(?:[^:]*:){4}secret:[^:]+)|[^:]+)(?::SecretString)?(?::([^:}]*))?(?::([^:}]*))?(?::([^:}]*))?\}\}$/;

/** The secret of a dynamic reference; undefined for any other text. */
export function secretReference(text: string): SecretReference | undefined {
  const [, secretId, jsonKey, versionStage, versionId] = REFERENCE.exec(text) ?? [];
  return secretId === undefined ? undefined : { secretId, ...jsonKey && { jsonKey }, ...versionStage && { versionStage }, ...versionId && { versionId } };
}

/** The secrets that a connection takes from AWS Secrets Manager. */
export function secretsOf(value: unknown): SecretReference[] {
  if (typeof value === 'string') return [secretReference(value)].filter((each) => each !== undefined);
  if (Array.isArray(value)) return value.flatMap(secretsOf);
  return isObject(value) ? Object.values(value).flatMap(secretsOf) : [];
}

/** The name of a connection. */
export const connectionName = ({ physicalId, properties: { Name } }: DeployedResource): string => String(Name ?? physicalId);

/** A connection as it is; undefined where there is none. */
export const readConnection = async (resource: DeployedResource): Promise<DescribeConnectionCommandOutput | undefined> =>
  present(resource.stack.aws.client(EventBridgeClient).send(new DescribeConnectionCommand({ Name: connectionName(resource) })));

/** A parameter that holds the secret has no value that CloudFormation would show: where the template has a Ref, the name of it. */
const parameterIn = (declared: unknown): string | undefined => {
  const intrinsic = intrinsicOf(declared);
  return intrinsic?.name === 'Ref' ? String(intrinsic.argument) : undefined;
};

/**
 * Authorises a connection anew, with the secret as it is now: from AWS Secrets Manager where the template names it, else from what the caller
 * gives for the parameter. Nothing else of it changes, and deliveries go on: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_UpdateConnection.html
 * @returns undefined where the secret of a parameter is not at hand, or the template does not tell all of it
 */
export function authorizeAnew(resource: DeployedResource, { request }: Integration): Repair | undefined {
  const { properties, declared, stack: { aws, parameters } } = resource;
  const needed = parametersIn(declared.AuthParameters).filter((name) => parameters[name] === undefined);
  const known = isObject(properties.AuthParameters) && !hasGap(properties.AuthParameters, declared.AuthParameters);
  if (!known || needed.some((name) => !request.secret(name))) return undefined;
  const name = connectionName(resource);
  return {
    does: `authorise the connection ${name} in ${aws.region} anew, with the secret as it is now`,
    run: async () => {
      const filled = await fill(resource, properties.AuthParameters, declared.AuthParameters, request.secret);
      await aws.client(EventBridgeClient).send(new UpdateConnectionCommand({
        Name: name, AuthorizationType: properties.AuthorizationType as ConnectionAuthorizationType, AuthParameters: asRequest(filled as Json),
      }));
    },
  };
}

/** The parameters of the template that a value refers to. */
export function parametersIn(declared: unknown): string[] {
  const name = parameterIn(declared);
  if (name !== undefined) return [name];
  if (Array.isArray(declared)) return declared.flatMap(parametersIn);
  return isObject(declared) ? Object.values(declared).flatMap(parametersIn) : [];
}

const within = (declared: unknown, key: string | number) => (Array.isArray(declared) || isObject(declared) ? (declared as Json)[key] : undefined);

/** Whether something of the value is known to AWS only, beside what a parameter holds. */
function hasGap(value: unknown, declared: unknown): boolean {
  if (parameterIn(declared) !== undefined) return false;
  if (typeof value === 'string') return isOpen(value);
  return (Array.isArray(value) || isObject(value)) && Object.entries(value).some(([key, each]) => hasGap(each, within(declared, key)));
}

/** The resolved value with its secrets in place. */
async function fill(resource: DeployedResource, value: unknown, declared: unknown, secret: (name: string) => string | undefined): Promise<unknown> {
  const name = parameterIn(declared);
  if (name !== undefined) return resource.stack.parameters[name] ?? secret(name);
  if (typeof value === 'string') {
    const reference = secretReference(value);
    return reference ? valueOf(resource, reference) : value;
  }
  if (Array.isArray(value)) return Promise.all(value.map((each, at) => fill(resource, each, within(declared, at), secret)));
  if (!isObject(value)) return value;
  const filled = Object.entries(value).map(async ([key, each]) => [key, await fill(resource, each, within(declared, key), secret)]);
  return Object.fromEntries(await Promise.all(filled));
}

async function valueOf({ stack: { aws } }: DeployedResource, { secretId, jsonKey, versionStage, versionId }: SecretReference): Promise<string> {
  const wanted = { SecretId: secretId, VersionStage: versionStage, VersionId: versionId };
  const { SecretString } = await aws.client(SecretsManagerClient).send(new GetSecretValueCommand(wanted));
  return jsonKey ? String((JSON.parse(SecretString!) as Json)[jsonKey]) : SecretString!;
}

/** CloudFormation spells one member otherwise than the API. */
function asRequest({ OAuthParameters: oauth, ...others }: Json): UpdateConnectionCommandInput['AuthParameters'] {
  if (!isObject(oauth)) return others;
  const { ClientId: ClientID, ClientSecret } = oauth.ClientParameters as Json;
  return { ...others, OAuthParameters: { ...oauth, ClientParameters: { ClientID, ClientSecret } } } as UpdateConnectionCommandInput['AuthParameters'];
}
