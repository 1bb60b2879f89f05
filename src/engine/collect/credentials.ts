import type { ClientSettings, CredentialProvider, Credentials } from './clients';

/** The role could not be assumed: the account is not scanned. */
export class CannotAssume extends Error {
  readonly name = 'CannotAssume';

  constructor(readonly roleArn: string, readonly errorCode: string, detail: string) {
    super(`Not allowed to assume ${roleArn} (${errorCode}): ${detail}. Check that the role exists in the account, that its trust policy names the `
      + 'caller, and that the external id is the one it was deployed with.');
  }
}

/** A role to assume and the external id its trust policy asks for. */
export interface RoleToAssume { readonly roleArn: string; readonly externalId?: string; readonly region: string; readonly sessionName?: string }

// The SDK renews what expires within five minutes.
const RENEW_BEFORE = 5 * 60 * 1000;

async function callAssumeRole(role: RoleToAssume, caller: CredentialProvider | undefined, settings: ClientSettings): Promise<Credentials> {
  const { AssumeRoleCommand, STSClient } = await import('@aws-sdk/client-sts');
  const client = new STSClient({ region: role.region, credentials: caller, endpoint: settings.endpoint, maxAttempts: settings.maxAttempts });
  try {
    const { Credentials: given } = await client.send(new AssumeRoleCommand({
      RoleArn: role.roleArn, ExternalId: role.externalId, RoleSessionName: role.sessionName ?? 'cdk-security-scanner',
    }));
    return { accessKeyId: given!.AccessKeyId!, secretAccessKey: given!.SecretAccessKey!, sessionToken: given!.SessionToken, expiration: given!.Expiration };
  } catch (error) {
    if (error instanceof Error && '$metadata' in error && !isNoCredentials(error)) throw new CannotAssume(role.roleArn, error.name, error.message);
    throw error;
  } finally {
    client.destroy();
  }
}

const isNoCredentials = (error: Error) => error.name === 'CredentialsProviderError';

/**
 * Credentials of a role, renewed before they expire, by one call however many ask at once. Calls the Regional endpoint of AWS STS, whose
 * tokens are valid in opt-in Regions too: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 * @param clock milliseconds since 1970
 * @throws CannotAssume when AWS STS refuses
 */
export function assumeRole(
  role: RoleToAssume, caller: CredentialProvider | undefined, settings: ClientSettings, clock: () => number = Date.now): CredentialProvider {
  let current: Promise<Credentials> | undefined;
  let renewAt = Infinity;
  const assume = async () => {
    const given = await callAssumeRole(role, caller, settings);
    renewAt = (given.expiration?.getTime() ?? Infinity) - RENEW_BEFORE;
    return given;
  };
  return () => {
    if (!current || clock() >= renewAt) {
      renewAt = Infinity;
      current = assume();
      current.catch(() => { current = undefined; });
    }
    return current;
  };
}
