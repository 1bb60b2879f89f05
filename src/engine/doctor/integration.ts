import { AccountClient, GetRegionOptStatusCommand } from '@aws-sdk/client-account';
import { Aws, Unreadable } from './aws';
import { readCustomRule } from './custom-rule';
import { readStack, type DeployedStack } from './deployed';
import { readStackSet, type DeployedStackSet } from './stack-set';
import type { ClientSettings, CredentialProvider } from '../collect/clients';
import { assumeRole, CannotAssume } from '../collect/credentials';
import { homeRegion, partitionOf } from '../collect/place';
import type { Json } from '../json';

/** Where to look, and with what. */
export interface Request {
  /** account that the credentials belong to */
  readonly accountId: string;
  readonly credentials: CredentialProvider;
  readonly settings: ClientSettings;
  readonly regions: readonly string[];
  /** stacks that must be there */
  readonly stacks: readonly string[];
  /** names of stacks of which there may be some, and must be one */
  readonly candidates: readonly string[];
  /** stack sets that belong to no stack */
  readonly stackSets: readonly string[];
  /** rules that were made by hand */
  readonly rules: readonly string[];
  /** role to enter the accounts of a stack set with. @default - they are not looked into */
  readonly memberRole?: string;
  /** external id that the platform presents. @default - the one of the template */
  readonly externalId?: string;
  /** account id or role ARN of the platform. @default - the one of the template */
  readonly platform?: string;
  /** credentials of the platform, to assume the role with. @default - the trust policy is evaluated */
  readonly platformCredentials?: CredentialProvider;
  /** milliseconds since 1970 */
  readonly clock: () => number;
  /** value of a secret that is a parameter of a template, by its name */
  readonly secret: (parameter: string) => string | undefined;
}

/** A Region of an account that the integration uses. */
export interface UsedRegion {
  readonly aws: Aws;
  /** for instance ENABLED_BY_DEFAULT or DISABLED; what stood in the way of knowing */
  readonly optStatus: string | Unreadable;
}

/** An account that was to be looked into. */
export interface UsedAccount { readonly accountId: string; readonly region: string; readonly how: string; readonly refusal?: CannotAssume }

/** A deployed integration, read once; checks look at its resources themselves. */
export interface Integration {
  readonly request: Request;
  readonly accounts: readonly UsedAccount[];
  readonly regions: readonly UsedRegion[];
  readonly stacks: readonly DeployedStack[];
  readonly stackSets: readonly DeployedStackSet[];
  /** what could not be read of it */
  readonly gaps: readonly (Pick<UsedAccount, 'accountId' | 'region'> & { readonly what: string; readonly error: Unreadable })[];
  close(): void;
}

/** Reads what is deployed. */
export async function readIntegration(request: Request): Promise<Integration> {
  const reading = new Reading(request);
  await reading.own();
  if (request.memberRole !== undefined) await reading.members(request.memberRole);
  return reading;
}

class Reading implements Integration {
  readonly accounts: UsedAccount[] = [];
  readonly regions: UsedRegion[] = [];
  readonly stacks: DeployedStack[] = [];
  readonly stackSets: DeployedStackSet[] = [];
  readonly gaps: (Integration['gaps'][number])[] = [];

  constructor(readonly request: Request) {}

  /** The account of the credentials. */
  async own(): Promise<void> {
    const { accountId, credentials, settings, regions, stacks, candidates, stackSets, rules } = this.request;
    this.accounts.push({ accountId, region: regions[0], how: 'by your credentials' });
    for (const region of regions) {
      const aws = await this.use(new Aws(accountId, region, credentials, settings));
      if (!aws) continue;
      for (const name of new Set([...stacks, ...candidates])) await this.stack(aws, name);
      for (const name of stackSets) await this.stackSet(aws, name);
      for (const name of rules) await this.stack(aws, name, readCustomRule);
    }
    // A hub belongs to it, whether its Region was named or not.
    for (const { name, parameters: { PrimaryRegion } } of [...this.stacks]) {
      const hub = PrimaryRegion && !regions.includes(PrimaryRegion) ? await this.use(new Aws(accountId, PrimaryRegion, credentials, settings)) : undefined;
      if (hub) await this.stack(hub, name);
    }
    for (const { aws, resources } of [...this.stacks]) {
      for (const { type, physicalId, properties } of resources) {
        const name = String(properties.StackSetName ?? physicalId.split(':')[0]);
        if (type === 'AWS::CloudFormation::StackSet' && !stackSets.includes(name)) await this.stackSet(aws, name, properties);
      }
    }
  }

  /** The accounts of the stack sets. */
  async members(role: string): Promise<void> {
    const entered = new Map<string, CredentialProvider | undefined>([[this.request.accountId, this.request.credentials]]);
    for (const { instances } of this.stackSets) {
      for (const { accountId, region, stackId } of instances) {
        if (!entered.has(accountId)) entered.set(accountId, await this.enter(accountId, role));
        const credentials = entered.get(accountId);
        const aws = credentials && await this.use(new Aws(accountId, region, credentials, this.request.settings));
        if (aws && stackId) await this.stack(aws, stackId);
      }
    }
  }

  /** Opens an account by its role, and notes whether that was possible. */
  private async enter(accountId: string, role: string): Promise<CredentialProvider | undefined> {
    const { credentials, settings, regions: [region] } = this.request;
    const roleArn = `arn:${partitionOf(region)}:iam::${accountId}:role/${role}`;
    const provider = assumeRole({ roleArn, region, sessionName: 'doctor' }, credentials, settings);
    const refusal = await provider().then(() => undefined, (error: unknown) => {
      if (error instanceof CannotAssume) return error;
      throw error;
    });
    this.accounts.push({ accountId, region, how: `by ${roleArn}`, refusal });
    return refusal ? undefined : provider;
  }

  /** A Region of an account; undefined where it is not enabled, and nothing in it answers. */
  private async use(aws: Aws): Promise<Aws | undefined> {
    const known = this.regions.find((each) => each.aws.accountId === aws.accountId && each.aws.region === aws.region);
    if (known) return isEnabled(known) ? known.aws : undefined;
    const used: UsedRegion = { aws, optStatus: await optStatus(aws) };
    this.regions.push(used);
    return isEnabled(used) ? aws : undefined;
  }

  private async stack(aws: Aws, name: string, read = readStack): Promise<void> {
    const stack = await this.noting(aws, `${read === readStack ? 'stack' : 'rule'} ${name}`, () => read(aws, name));
    if (stack && !this.stacks.some(({ id }) => id === stack.id)) this.stacks.push(stack);
  }

  private async stackSet(aws: Aws, name: string, properties?: Json): Promise<void> {
    const set = await this.noting(aws, `stack set ${name}`, () => readStackSet(aws, name, properties));
    if (set && !this.stackSets.some(({ id }) => id === set.id)) this.stackSets.push(set);
  }

  private async noting<T>({ accountId, region }: Aws, what: string, read: () => Promise<T>): Promise<T | undefined> {
    return read().catch((error: unknown) => {
      if (!(error instanceof Unreadable)) throw error;
      this.gaps.push({ accountId, region, what, error });
      return undefined;
    });
  }

  close(): void {
    for (const { aws } of this.regions) aws.close();
  }
}

/** Whether calls to a Region may be answered. */
export const isEnabled = ({ optStatus: status }: UsedRegion): boolean => typeof status !== 'string' || /^ENABLED/.test(status);

/** https://docs.aws.amazon.com/accounts/latest/reference/API_GetRegionOptStatus.html */
async function optStatus(aws: Aws): Promise<UsedRegion['optStatus']> {
  const home = aws.in(homeRegion(aws.partition));
  try {
    return (await home.client(AccountClient).send(new GetRegionOptStatusCommand({ RegionName: aws.region }))).RegionOptStatus!;
  } catch (error) {
    if (error instanceof Unreadable) return error;
    throw error;
  } finally {
    if (home !== aws) home.close();
  }
}
