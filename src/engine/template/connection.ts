import { setTimeout as sleep } from 'node:timers/promises';
import { GetRoleCommand, type IAMClient } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Decision } from '../access/decision';
import { evaluate } from '../access/evaluate';
import type { Principal } from '../access/principal';
import { compilePolicy } from '../access/statement';
import type { ClientSettings, CredentialProvider } from '../collect/clients';
import { assumeRole, CannotAssume } from '../collect/credentials';

/** A role that a platform is to assume. */
export interface Connection {
  readonly roleArn: string;
  /** id of the platform's account, or ARN of its role */
  readonly platform: string;
  /** external id that the platform presents. @default - none */
  readonly externalId?: string;
  /** Region whose AWS STS is called */
  readonly region: string;
}

/** One thing that was looked at. */
export interface ConnectionCheck {
  readonly check: 'platform-gets-in' | 'external-id-needed' | 'other-external-id-refused' | 'other-account-refused';
  /** unknown: what was needed for an answer could not be read, or hangs on something that only the platform knows */
  readonly status: 'pass' | 'fail' | 'unknown';
  /** what was seen */
  readonly evidence: string;
  /** what to do about it */
  readonly fix?: string;
}

/** How long to wait for a new role to be known everywhere. */
export interface Patience { readonly attempts: number; readonly waitMs: number }

// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency
const PATIENCE: Patience = { attempts: 6, waitMs: 5000 };

/** Keys that depend on who calls and from where. */
const UNKNOWN = ['aws:*', 'sts:RoleSessionName', 'sts:SourceIdentity', 'sts:TransitiveTagKeys'];

const another = (externalId: string) => `${externalId.slice(0, 1200)}-other`;

const TRUST_FIX = 'Deploy the template again, or correct the trust policy of the role.';
const OPEN_FIX = 'Add a condition StringEquals on sts:ExternalId to the trust policy, or deploy the template again.';

/**
 * Assumes the role as the platform does, with its external id, without one and with another.
 * @param caller credentials of the platform
 */
export async function tryConnection(
  connection: Connection, caller: CredentialProvider | undefined, settings: ClientSettings, patience: Patience = PATIENCE): Promise<ConnectionCheck[]> {
  const enter = (externalId: string | undefined) => assumeRole({ ...connection, externalId, sessionName: 'connection-test' }, caller, settings)();
  const first = await patiently(() => enter(connection.externalId), patience);
  if (first instanceof CannotAssume) {
    return [{ check: 'platform-gets-in', status: 'fail', evidence: first.message, fix: TRUST_FIX }];
  }
  const sts = new STSClient({ region: connection.region, credentials: first, endpoint: settings.endpoint });
  const { Arn } = await sts.send(new GetCallerIdentityCommand({})).finally(() => sts.destroy());
  const entered: ConnectionCheck = { check: 'platform-gets-in', status: 'pass', evidence: `The platform got in as ${Arn}.` };
  if (connection.externalId === undefined) return [entered];
  const refused = async (check: ConnectionCheck['check'], externalId: string | undefined, what: string): Promise<ConnectionCheck> => {
    const result = await patiently(() => enter(externalId), { attempts: 1, waitMs: 0 });
    return result instanceof CannotAssume
      ? { check, status: 'pass', evidence: `AWS STS refused the platform ${what}: ${result.errorCode}.` }
      : { check, status: 'fail', evidence: `The platform got in ${what}.`, fix: OPEN_FIX };
  };
  return [
    entered,
    await refused('external-id-needed', undefined, 'without an external id'),
    await refused('other-external-id-refused', another(connection.externalId), 'with another external id'),
  ];
}

/** The result, or the refusal that stays. */
async function patiently<T>(attempt: () => Promise<T>, { attempts, waitMs }: Patience): Promise<T | CannotAssume> {
  for (let left = attempts; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof CannotAssume)) throw error;
      if (left <= 1) return error;
      await sleep(waitMs);
    }
  }
}

/** Reads the trust policy of the role and decides, as AWS would, whom it lets in. */
export async function readConnection(connection: Connection, iam: IAMClient): Promise<ConnectionCheck[]> {
  try {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: connection.roleArn.split('/').at(-1)! }));
    if (Role!.Arn !== connection.roleArn) throw Object.assign(new Error(`The role of that name is ${Role!.Arn}.`), { name: 'NoSuchEntityException' });
    return decideConnection(connection, Role!.AssumeRolePolicyDocument);
  } catch (error) {
    const { name, message } = error as Error;
    if (!/^(NoSuchEntity|AccessDenied)/.test(name)) throw error;
    return [/^NoSuchEntity/.test(name)
      ? { check: 'platform-gets-in', status: 'fail', evidence: `There is no role ${connection.roleArn}: ${message}`, fix: 'Deploy the template first.' }
      : { check: 'platform-gets-in', status: 'unknown', evidence: `The role could not be read: ${message}`, fix: 'Allow iam:GetRole to the caller.' }];
  }
}

/**
 * Whom a trust policy lets in.
 * @param trust the policy, as an object or as IAM returns it
 */
export function decideConnection(connection: Connection, trust: unknown): ConnectionCheck[] {
  const policy = compilePolicy(trust, 'resource', 'trust policy');
  const decide = (principal: Principal, externalId?: string) => decideAssume(connection.roleArn, policy, principal, externalId);
  const platform = principalOf(connection.platform, partitionIn(connection.roleArn));
  const { externalId } = connection;
  const stranger = principalOf(platform.account === '999999999999' ? '999999999998' : '999999999999', partitionIn(connection.roleArn));
  return [
    admitted(decide(platform, externalId), connection.platform),
    ...externalId === undefined ? [] : [
      refusal('external-id-needed', decide(platform), `${connection.platform} without an external id`),
      refusal('other-external-id-refused', decide(platform, another(externalId)), `${connection.platform} with another external id`),
    ],
    refusal('other-account-refused', decide(stranger, externalId), 'an account that is not the platform'),
  ];
}

const partitionIn = (arn: string) => arn.split(':')[1];

function principalOf(platform: string, partition: string): Principal {
  const account = /^(\d{12})$/.exec(platform)?.[1] ?? /^arn:[\w-]+:iam::(\d{12}):(?:root$|role\/.)/.exec(platform)?.[1];
  if (account === undefined) throw new Error(`The platform is '${platform}'; allowed is an account id of 12 digits or the ARN of a role.`);
  return { type: 'role', arn: platform.includes(':role/') ? platform : `arn:${partition}:iam::${account}:role/${ANY_ROLE}`, account };
}

/** Stands for whatever role an account enters with. */
const ANY_ROLE = 'any-role-of-the-account';

const isAnyRole = ({ arn }: Principal) => arn!.endsWith(`/${ANY_ROLE}`);

/** The permissions of the caller are the platform's business: taken as given. */
function decideAssume(roleArn: string, trust: ReturnType<typeof compilePolicy>, principal: Principal, externalId?: string): Decision {
  const allowed = compilePolicy({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' } }, 'identity', 'identity');
  return evaluate({
    principal,
    action: 'sts:AssumeRole',
    resource: { arn: roleArn, account: roleArn.split(':')[4] },
    context: { ...externalId !== undefined && { 'sts:ExternalId': externalId }, ...!isAnyRole(principal) && { 'aws:PrincipalArn': principal.arn! } },
    unknown: UNKNOWN,
  }, { identity: [allowed], resource: trust });
}

const conditionsOf = ({ conditions }: Decision) => conditions.map(({ operator, key, values }) => `${key} ${operator} ${values.join(', ')}`).join('; ');

function admitted(decision: Decision, who: string): ConnectionCheck {
  const check = 'platform-gets-in';
  if (decision.decision === 'Allow') return { check, status: 'pass', evidence: `The trust policy lets ${who} in.` };
  if (decision.decision === 'Conditional') return { check, status: 'unknown', evidence: `The trust policy lets ${who} in if ${conditionsOf(decision)}.` };
  return { check, status: 'fail', evidence: `The trust policy does not let ${who} in (${decision.decision}).`, fix: TRUST_FIX };
}

function refusal(check: ConnectionCheck['check'], decision: Decision, who: string): ConnectionCheck {
  if (decision.decision === 'Allow') return { check, status: 'fail', evidence: `The trust policy lets ${who} in.`, fix: OPEN_FIX };
  if (decision.decision === 'Conditional') return { check, status: 'fail', evidence: `The trust policy lets ${who} in if ${conditionsOf(decision)}.`, fix: OPEN_FIX };
  return { check, status: 'pass', evidence: `The trust policy refuses ${who}.` };
}
