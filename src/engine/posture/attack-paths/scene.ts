import type { EntityType, Verb } from '../../../catalogue/model/names';
import type { Entity, Finding, Relationship } from '../../contracts';
import type { Graph } from '../../graph/graph';

type Ids = readonly (string | undefined)[];

interface Peering {
  readonly VpcPeeringConnectionId?: string;
  readonly Status?: { readonly Code?: string };
  readonly RequesterVpcInfo?: { readonly VpcId?: string };
  readonly AccepterVpcInfo?: { readonly VpcId?: string };
}

/** The graph of an account with the look-ups that the rules of paths share, each built once. */
export class Scene {
  private readonly groups = new Map<string, Entity>();
  private readonly roles = new Map<string, Entity>();
  private readonly publicSubnets = new Set<string>();
  private readonly acls = new Map<string, Entity>();
  private readonly instances = new Map<string, Entity>();
  private readonly services = new Map<string, Entity[]>();
  private readonly tables = new Map<string, Entity>();
  private readonly jobs = new Map<string, Entity>();
  /** The two networks of each active peering. */
  private readonly peered = new Map<string, readonly (string | undefined)[]>();

  /** @param openDoors failed findings of the checks that say that their resource is open to everybody, by its key */
  constructor(readonly graph: Graph, readonly openDoors: ReadonlyMap<string, Finding>) {
    for (const group of this.read('aws_security_group')) this.groups.set(String(group.GroupId), group);
    for (const role of this.read('aws_iam_role')) for (const name of [role._key, ...role._aliases ?? []]) this.roles.set(name, role);
    for (const table of this.read('aws_route_table')) {
      for (const id of table.subnetIds as readonly string[]) {
        this.tables.set(id, table);
        if (table.leadsToInternet === true) this.publicSubnets.add(id);
      }
    }
    for (const acl of this.read('aws_network_acl')) {
      for (const { SubnetId } of (acl.Associations ?? []) as readonly { SubnetId?: string }[]) if (SubnetId) this.acls.set(SubnetId, acl);
    }
    for (const instance of this.read('aws_instance')) this.instances.set(String(instance.InstanceId), instance);
    for (const service of this.read('aws_ecs_service')) {
      for (const { targetGroupArn = '' } of (service.loadBalancers ?? []) as readonly { targetGroupArn?: string }[]) {
        this.services.set(targetGroupArn, [...this.services.get(targetGroupArn) ?? [], service]);
      }
    }
    for (const job of this.read('aws_batch_job')) {
      const { taskArn } = (job.container ?? {}) as { taskArn?: string };
      if (taskArn) this.jobs.set(taskArn, job);
    }
    for (const vpc of this.read('aws_vpc')) {
      for (const { VpcPeeringConnectionId = '', Status, RequesterVpcInfo, AccepterVpcInfo } of (vpc.VpcPeeringConnections ?? []) as readonly Peering[]) {
        if (Status?.Code === 'active') this.peered.set(VpcPeeringConnectionId, [RequesterVpcInfo?.VpcId, AccepterVpcInfo?.VpcId]);
      }
    }
  }

  /** Entities of a type that were read, not only named by others. */
  read(type: EntityType): readonly Entity[] { return this.graph.ofType(type).filter(({ _mapped }) => !_mapped); }

  /** The security groups with these ids. */
  groupsOf(ids: Ids): Entity[] { return ids.flatMap((id) => this.groups.get(id ?? '') ?? []); }

  /** Role by its ARN or by that of its instance profile. */
  role(arn: string | undefined): Entity | undefined { return this.roles.get(arn ?? ''); }

  /** Those of the subnets whose route table leads to an internet gateway. */
  leadingOut(ids: Ids): string[] { return ids.filter((id): id is string => id !== undefined && this.publicSubnets.has(id)); }

  /** Instances by their ids. */
  instancesOf(ids: Ids): Entity[] { return ids.flatMap((id) => this.instances.get(id ?? '') ?? []); }

  /** The ECS services that register their tasks with a target group. */
  servicesBehind({ _key }: Entity): readonly Entity[] { return this.services.get(_key) ?? []; }

  /** Network ACL of a subnet, where it was read. */
  aclOf(subnet: string): Entity | undefined { return this.acls.get(subnet); }

  /** Route table of a subnet, where it was read. */
  tableOf(subnet: string | undefined): Entity | undefined { return this.tables.get(subnet ?? ''); }

  /** Whether an active peering joins two networks. */
  joins(peering: string, one: string | undefined, other: string | undefined): boolean {
    const ends = this.peered.get(peering) ?? [];
    return ends.includes(one) && ends.includes(other);
  }

  /** The Batch job that an ECS task is. */
  jobOf({ _key }: Entity): Entity | undefined { return this.jobs.get(_key); }

  /** Entities at the far end of the relationships of an entity. */
  next({ _key }: Entity, verb: Verb, types: readonly EntityType[]): { readonly entity: Entity; readonly edge: Relationship }[] {
    return this.graph.from(_key).filter(({ _class }) => _class === verb).flatMap((edge) => this.known(edge._toEntityKey, edge, types));
  }

  /** Entities at the near end of the relationships that lead to an entity. */
  before({ _key }: Entity, verb: Verb, types: readonly EntityType[]): { readonly entity: Entity; readonly edge: Relationship }[] {
    return this.graph.to(_key).filter(({ _class }) => _class === verb).flatMap((edge) => this.known(edge._fromEntityKey, edge, types));
  }

  private known(key: string, edge: Relationship, types: readonly EntityType[]) {
    const entity = this.graph.get(key);
    return entity && !entity._mapped && types.includes(entity._type) ? [{ entity, edge }] : [];
  }
}
