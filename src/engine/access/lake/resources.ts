import { resourcePolicyFields, roleCarriers } from '../../../catalogue/resource-access';
import { services } from '../../../catalogue/services';
import type { Entity, UnitLedger } from '../../contracts';
import type { Json } from '../../json';
import type { Landscape } from '../account/model';
import { readPolicy, type PolicyText } from '../account/policy-text';
import { InvalidAccountData } from '../account/shape';
import type { Inventoried } from '../paths/elsewhere';

const serviceOf = new Map(services.flatMap(({ id, entities }) => Object.keys(entities).map((type): [string, string] => [type, id])));

const restricts = (block: unknown) => (block as Json | undefined)?.RestrictPublicBuckets === true;

/** The policies of the resources that a scan read, and what carries a role. */
export class Resources {
  private readonly policies = new Map<string, PolicyText>();
  private readonly owners = new Map<string, string>();
  private readonly closed = new Set<string>();
  /** what an entity carries: a role, an instance profile, or a task definition that has a role */
  private readonly links: { readonly arn: string; readonly to: string }[] = [];
  private readonly profiles = new Map<string, string>();

  /** @param ledger units of the scan: a kind of resource that was read completely is known, though there be none */
  constructor(private readonly ledger: readonly UnitLedger[]) {}

  /** Notes what an entity tells. */
  add(entity: Entity): void {
    const { _key, _type, _mapped, accountId } = entity;
    if (_mapped) return;
    const field = resourcePolicyFields[_type];
    if (field !== undefined) {
      this.addPolicy(_key, entity[field]);
      if (_key.split(':')[4] === '') this.owners.set(_key, accountId);
      if (restricts(entity.PublicAccessBlockConfiguration)) this.closed.add(_key);
    }
    for (const to of roleCarriers[_type]?.roles(entity) ?? []) if (typeof to === 'string') this.links.push({ arn: _key, to });
    if (_type === 'aws_iam_role') for (const { Arn } of (entity.InstanceProfileList ?? []) as { Arn: string }[]) this.profiles.set(Arn, _key);
  }

  private addPolicy(arn: string, policy: unknown): void {
    if (typeof policy !== 'string' || policy === '') return;
    try {
      this.policies.set(arn, readPolicy(policy, 'resource', `${arn}#policy`));
    } catch (error) {
      if (!(error instanceof InvalidAccountData)) throw error;
    }
  }

  /** Everything, once all entities were added. */
  joined(accounts: readonly Entity[]): Pick<Landscape, 'resourcePolicies' | 'owners' | 'closed'> & Inventoried {
    const blocked = new Set(accounts.filter((account) => restricts(account.PublicAccessBlockConfiguration)).map(({ accountId }) => accountId));
    for (const [arn, owner] of this.owners) if (blocked.has(owner)) this.closed.add(arn);
    return { resourcePolicies: this.policies, owners: this.owners, closed: this.closed, carriers: this.carriers(), inventoried: this.inventoried() };
  }

  private carriers(): Map<string, string[]> {
    const onward = new Map(this.links.map(({ arn, to }) => [arn, to]));
    const carriers = new Map<string, string[]>();
    for (const { arn, to } of this.links) {
      const role = this.profiles.get(to) ?? onward.get(to) ?? to;
      carriers.set(role, [...carriers.get(role) ?? [], arn]);
    }
    return carriers;
  }

  private inventoried(): ReadonlySet<string> {
    const complete = new Map<string, boolean>();
    for (const { accountId, service, status } of this.ledger) {
      const unit = `${accountId} ${service}`;
      complete.set(unit, status === 'complete' && complete.get(unit) !== false);
    }
    const accounts = new Set(this.ledger.map(({ accountId }) => accountId));
    return new Set([...accounts].flatMap((account) => Object.entries(roleCarriers)
      .filter(([type]) => complete.get(`${account} ${serviceOf.get(type)}`)).map(([, { kind }]) => `${account} ${kind}`)));
  }
}
