import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { isObject, type Json } from '../../json';
import { decideConnection, tryConnection, type Connection, type ConnectionCheck } from '../../template/connection';
import { isOpen } from '../compare';
import { eachResource, type DoctorCheck, type Verdict } from '../contract';
import type { DeployedResource } from '../deployed';
import type { Integration } from '../integration';

/** Whether the platform gets into each role that was made for it, and nobody gets in without the external id. */
export const roleEntry: DoctorCheck = {
  id: 'role-entry',
  title: 'The platform gets in with the external id, and nobody without',
  part: 'role',
  ids: ['platform-gets-in', 'external-id-needed', 'other-external-id-refused', 'other-account-refused'],
  reads: ['iam:GetRole', 'sts:AssumeRole'],
  after: ['role-exists', 'role-trust'],
  tasks: eachResource('AWS::IAM::Role', async (role, integration) => {
    const connection = connectionOf(role, integration)!;
    const { aws } = role.stack;
    const { Role } = await aws.client(IAMClient).send(new GetRoleCommand({ RoleName: role.physicalId }));
    const asked: Connection = { ...connection, roleArn: Role!.Arn! };
    const read = decideConnection(asked, Role!.AssumeRolePolicyDocument);
    const { platformCredentials, settings } = integration.request;
    if (!platformCredentials || asked.externalId === undefined) return read.map(verdictOf);
    const tried = await tryConnection(asked, platformCredentials, settings, { attempts: 1, waitMs: 0 });
    return [...tried, ...read.filter(({ check }) => check === 'other-account-refused')].map(verdictOf);
  }, (role, integration) => connectionOf(role, integration) !== undefined),
};

const verdictOf = ({ check, status, evidence, fix }: ConnectionCheck): Verdict => ({
  check, status, evidence, ...fix ? { fix } : status === 'pass' ? {} : { fix: 'Give the credentials of the platform by --platform-profile, so that it is tried.' },
});

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

/** Who is to get in, as the template says: a principal of AWS that is no service; undefined where the role is for a service or an identity provider. */
function connectionOf({ properties, stack: { aws } }: DeployedResource, { request }: Integration): Omit<Connection, 'roleArn'> | undefined {
  const statements = listOf((properties.AssumeRolePolicyDocument as Json).Statement).filter(isObject);
  const trusting = statements.find(({ Effect, Principal }) => Effect === 'Allow' && isObject(Principal) && Principal.AWS !== undefined);
  const principals = listOf((trusting?.Principal as Json | undefined)?.AWS).map(String);
  const values = Object.values((trusting?.Condition ?? {}) as Json).flatMap((keys) => listOf((keys as Json)['sts:ExternalId']));
  const agreed = values.map(String).find((each) => !isOpen(each));
  const known = principals.find((each) => !isOpen(each) && each !== '*');
  // A role without an external id is not a platform's: that of a stack set, for instance.
  if (values.length === 0) return known === undefined ? undefined : { platform: known, region: aws.region };
  const platform = request.platform ?? known;
  return platform === undefined ? undefined : { platform, externalId: request.externalId ?? agreed, region: aws.region };
}
