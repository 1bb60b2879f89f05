import { ActivateOrganizationsAccessCommand, CloudFormationClient } from '@aws-sdk/client-cloudformation';
import {
  CreateAccountCommand, CreateOrganizationalUnitCommand, CreateOrganizationCommand, EnableAWSServiceAccessCommand,
  ListRootsCommand, MoveAccountCommand, OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { clientOptions } from './client';
import { Emulator, post } from './start';

/** An account of the organisation. */
export interface MemberAccount {
  readonly id: string;
  readonly name: string;
  /** @default - made of the name */
  readonly email?: string;
}

/** An organizational unit with its accounts and units. */
export interface Unit {
  readonly name: string;
  readonly accounts?: readonly MemberAccount[];
  readonly units?: readonly Unit[];
}

/** The organisation to create. */
export interface OrganizationProps {
  readonly management: MemberAccount;
  /** Accounts directly below the root. */
  readonly accounts?: readonly MemberAccount[];
  readonly units?: readonly Unit[];
}

/** Ids of what was created. */
export interface Organization {
  readonly id: string;
  readonly rootId: string;
  /** Unit ids by path, names joined with `/`. */
  readonly unitIds: Record<string, string>;
}

/** Creates an organisation by AWS's own calls, and lets service-managed stack sets deploy in it. */
export async function createOrganization(emulator: Emulator, props: OrganizationProps): Promise<Organization> {
  const options = clientOptions(emulator, props.management.id);
  const client = new OrganizationsClient(options);
  const { Organization: created } = await client.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  const { name, email = emailOf(props.management) } = props.management;
  await post(emulator.endpoint, '/_emulator/accounts', { accountId: props.management.id, name, email });
  await new CloudFormationClient(options).send(new ActivateOrganizationsAccessCommand({}));
  await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: 'member.org.stacksets.cloudformation.amazonaws.com' }));
  const rootId = (await client.send(new ListRootsCommand({}))).Roots![0].Id!;
  const tree = new Tree(emulator, client, props.management.id, rootId);
  await tree.fill(rootId, '', props.accounts ?? [], props.units ?? []);
  return { id: created!.Id!, rootId, unitIds: tree.unitIds };
}

class Tree {
  public readonly unitIds: Record<string, string> = {};

  public constructor(private readonly emulator: Emulator, private readonly client: OrganizationsClient,
    private readonly managementId: string, private readonly rootId: string) {}

  public async fill(parentId: string, path: string, accounts: readonly MemberAccount[], units: readonly Unit[]): Promise<void> {
    for (const account of accounts) {
      await this.addAccount(parentId, account);
    }
    for (const unit of units) {
      const answer = await this.client.send(new CreateOrganizationalUnitCommand({ ParentId: parentId, Name: unit.name }));
      const unitId = answer.OrganizationalUnit!.Id!;
      this.unitIds[`${path}${unit.name}`] = unitId;
      await this.fill(unitId, `${path}${unit.name}/`, unit.accounts ?? [], unit.units ?? []);
    }
  }

  private async addAccount(parentId: string, account: MemberAccount): Promise<void> {
    await post(this.emulator.endpoint, '/_emulator/accounts', { accountId: this.managementId, nextAccountIds: [account.id] });
    await this.client.send(new CreateAccountCommand({ AccountName: account.name, Email: account.email ?? emailOf(account) }));
    if (parentId !== this.rootId) {
      await this.client.send(new MoveAccountCommand({ AccountId: account.id, SourceParentId: this.rootId, DestinationParentId: parentId }));
    }
  }
}

function emailOf(account: MemberAccount): string {
  return `${account.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}@example.com`;
}
