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

/**
 * Credentials of a role, renewed before they expire. Calls the Regional endpoint of AWS STS, whose tokens are valid in opt-in Regions too.
 * @throws CannotAssume when AWS STS refuses
 */
export function assumeRole(role: RoleToAssume, caller: CredentialProvider | undefined, settings: ClientSettings): CredentialProvider {
  let current: Promise<Credentials> | undefined;
  const assume = async (): Promise<Credentials> => {
    const { AssumeRoleCommand, STSClient } = await import('@aws-sdk/client-sts');
    const client = new STSClient({ region: role.region, credentials: caller, endpoint: settings.endpoint, maxAttempts: settings.maxAttempts });
    try {
      const { Credentials: given } = await client.send(new AssumeRoleCommand({
        RoleArn: role.roleArn, ExternalId: role.externalId, RoleSessionName: role.sessionName ?? 'cdk-security-scanner',
      }));
      return { accessKeyId: given!.AccessKeyId!, secretAccessKey: given!.SecretAccessKey!, sessionToken: given!.SessionToken, expiration: given!.Expiration };
    } catch (error) {
      if (error instanceof Error && '$metadata' in error) throw new CannotAssume(role.roleArn, error.name, error.message);
      throw error;
    } finally {
      client.destroy();
    }
  };
  return async () => {
    const held = await current?.catch(() => undefined);
    const stale = !held || (held.expiration && held.expiration.getTime() - Date.now() < RENEW_BEFORE);
    if (stale) current = assume();
    return current!;
  };
}
