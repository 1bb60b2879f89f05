import { deleteAll, readText, type ObjectStore } from './objects';

/** How the scanner comes by its credentials in an account: it assumes the role, or is in the account already. */
export type CredentialsMode = 'assume-role' | 'own';

/** The modes, in the order of the help text. */
export const credentialsModes: readonly CredentialsMode[] = ['assume-role', 'own'];

/** A connected account. */
export interface RegisteredAccount {
  readonly accountId: string;
  readonly name?: string;
  readonly credentials: CredentialsMode;
  /** Role to assume; absent for `own`. */
  readonly roleArn?: string;
  readonly externalId?: string;
  /** Named profile of the AWS configuration that the credentials start from. @default - the ordinary chain of the SDK */
  readonly awsProfile?: string;
  /** Preset whose Regions the account is limited to. */
  readonly preset?: string;
  /** Regions to read. @default - all that the account has enabled, found at each scan */
  readonly regions?: readonly string[];
  readonly enabled: boolean;
}

const FOLDER = 'accounts/';
const keyOf = (accountId: string) => `${FOLDER}${accountId}.json`;

/** The account as it is registered, undefined when it is not. */
export async function registered(store: ObjectStore, accountId: string): Promise<RegisteredAccount | undefined> {
  const text = await readText(store, keyOf(accountId));
  return text === undefined ? undefined : JSON.parse(text) as RegisteredAccount;
}

/** Every registered account, in the order of their ids. */
export async function registeredAccounts(store: ObjectStore): Promise<RegisteredAccount[]> {
  const ids = (await store.list(FOLDER)).flatMap((key) => /^accounts\/(\d{12})\.json$/.exec(key)?.[1] ?? []);
  return (await Promise.all(ids.map((id) => registered(store, id)))).filter((account) => account !== undefined);
}

/** Registers an account, or replaces what is registered of it. */
export async function register(store: ObjectStore, account: RegisteredAccount): Promise<void> {
  await store.write(keyOf(account.accountId), JSON.stringify(account, undefined, 1));
}

/** Forgets an account and everything that was read of it; what runs told of it in their summaries stays. */
export async function forget(store: ObjectStore, accountId: string): Promise<void> {
  for (const table of ['entities', 'relationships', 'units']) await deleteAll(store, `${table}/account=${accountId}/`);
  await store.delete(`access/advice/account=${accountId}.json`);
  const findings = (await store.list('findings/')).filter((key) => key.includes(`/account=${accountId}/`));
  await Promise.all([...findings, keyOf(accountId), `${FOLDER}${accountId}.run.json`, `${FOLDER}${accountId}.partitions.json`, `${FOLDER}${accountId}.names.json`].map((key) => store.delete(key)));
}
