import { DescribeSecretCommand, ListSecretVersionIdsCommand, SecretsManagerClient, type SecretVersionsListEntry } from '@aws-sdk/client-secrets-manager';
import { present, type Aws } from '../aws';
import { authorizeAnew, connectionName, readConnection, secretsOf, type SecretReference } from '../connection';
import { eachResource, fail, pass, unknown, type DoctorCheck } from '../contract';

/** Whether each connection has the secret as it is now: EventBridge keeps a copy, and a new value alone does not reach it. */
export const connectionKeyCurrent: DoctorCheck = {
  id: 'connection-key-current',
  title: 'The connection has the newest key',
  part: 'events',
  reads: ['events:DescribeConnection', 'secretsmanager:DescribeSecret', 'secretsmanager:ListSecretVersionIds'],
  after: ['connection-authorized'],
  tasks: eachResource('AWS::Events::Connection', async (resource, integration) => {
    const name = connectionName(resource);
    const secrets = secretsOf(resource.properties.AuthParameters);
    const authorized = (await readConnection(resource))!.LastAuthorizedTime;
    if (!authorized) return unknown(`AWS does not say when the connection ${name} was authorised.`, 'Run this again in a minute.');
    const changes = await Promise.all(secrets.map((secret) => changedAt(resource.stack.aws, secret)));
    const gone = secrets.find((_, at) => changes[at] === undefined);
    if (gone) return fail(`The secret ${gone.secretId} of the connection ${name} is gone; EventBridge still has its copy.`, 'Make the secret again, so that the key can be changed.');
    const newest = new Date(Math.max(...changes.map((each) => each!.getTime())));
    const evidence = `The connection ${name} was authorised at ${authorized.toISOString()}, its secret changed at ${newest.toISOString()}`;
    return authorized.getTime() >= newest.getTime()
      ? pass(`${evidence}.`)
      : fail(`${evidence}: it still shows the key before.`, 'Run doctor --fix: it authorises the connection with the new key. Revoke the old key after an event has arrived.', authorizeAnew(resource, integration));
    // A parameter of the template has no history that could be asked.
  }, ({ properties }) => secretsOf(properties.AuthParameters).length > 0),
};

/**
 * When the secret last got another value; undefined where there is none. A change of tags is none, so the date of the secret as a whole does not do:
 * the version that counts, and the end of a rotation, which makes a version count that was written before.
 */
async function changedAt(aws: Aws, { secretId: SecretId, versionStage = 'AWSCURRENT', versionId }: SecretReference): Promise<Date | undefined> {
  const client = aws.client(SecretsManagerClient);
  const secret = await present(client.send(new DescribeSecretCommand({ SecretId })));
  if (!secret || secret.DeletedDate) return undefined;
  const { Versions = [] } = await client.send(new ListSecretVersionIdsCommand({ SecretId }));
  const counts = ({ VersionId, VersionStages = [] }: SecretVersionsListEntry) =>
    (versionId === undefined ? VersionStages.includes(versionStage) : VersionId === versionId);
  const version = Versions.find(counts);
  if (!version) return undefined;
  const rotated = versionId === undefined && versionStage === 'AWSCURRENT' ? secret.LastRotatedDate : undefined;
  return new Date(Math.max(version.CreatedDate!.getTime(), rotated?.getTime() ?? 0));
}
