import { reachedBy, type Place } from './connections';
import type { Hop } from './path';
import { policiesOf } from './privilege';
import type { Scene } from './scene';
import { indexed } from '../../../catalogue/model/check';
import { globParts, matchesGlob } from '../../../catalogue/model/glob';
import type { EntityType } from '../../../catalogue/model/names';
import { nodeKey, outsideKey } from '../../../catalogue/model/outside';
import { nodeOfService } from '../../../catalogue/service-nodes';
import type { Entity, Relationship } from '../../contracts';

const SENSITIVE = /(?<!\bnon[- ]?|\bnot |\bun)(confidential|restricted|secret|sensitive|private|critical)/i;

const FLAGS = [['pii', 'PII'], ['phi', 'PHI'], ['pci', 'PCI'], ['production', 'Production']] as const;

/** What the tags of a resource say of its worth, in words; undefined where they say nothing. */
function taggedValue(entity: Entity): string | undefined {
  const { classification, displayName } = entity;
  const tags: string[] = FLAGS.filter(([fact]) => entity[fact] === true).map(([, tag]) => tag);
  if (typeof classification === 'string' && SENSITIVE.test(classification)) tags.push(`Classification ${classification}`);
  return tags.length > 0 ? `${displayName} is tagged ${tags.join(', ')}` : undefined;
}

/** What makes an entity worth a way to it: its tags, or that it is a secret. */
export function valueOf(entity: Entity): string | undefined {
  if (entity._type === 'aws_secretsmanager_secret') return `${entity.displayName} is a secret`;
  if (entity._type === 'aws_ssm_parameter' && entity.Type === 'SecureString') return `${entity.displayName} is a secret`;
  return taggedValue(entity);
}

/** Actions that read what lies in a resource. */
const READS: Readonly<Partial<Record<EntityType, readonly string[]>>> = {
  aws_s3_bucket: ['s3:GetObject'],
  aws_dynamodb_table: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:Scan', 'dynamodb:PartiQLSelect'],
  aws_secretsmanager_secret: ['secretsmanager:GetSecretValue'],
  aws_ssm_parameter: ['ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParametersByPath', 'ssm:GetParameterHistory'],
  aws_sqs_queue: ['sqs:ReceiveMessage'],
  aws_cloudwatch_log_group: ['logs:GetLogEvents', 'logs:FilterLogEvents', 'logs:StartQuery'],
};

/** Something of value, with what makes it so. */
interface Valued { readonly entity: Entity; readonly value: string }

/** Something of value with a way to it. */
export interface Reached extends Valued { readonly hops: readonly Hop[] }

/** The data of an account that has a value, and the ways to it. */
export class Treasury {
  private readonly valued: readonly Valued[];
  /** Databases of value by the ids of the groups whose members they let in. */
  private readonly databases: ReadonlyMap<string, readonly Valued[]>;
  private readonly placed: readonly (Valued & { readonly place: Place })[];
  private readonly known = new Map<string, readonly Reached[]>();

  constructor(private readonly scene: Scene) {
    const of = (types: readonly EntityType[]) => types.flatMap((type) => scene.read(type)).flatMap((entity) => {
      const value = valueOf(entity);
      return value ? [{ entity, value }] : [];
    });
    this.valued = of(Object.keys(READS) as EntityType[]);
    const databases = of(['aws_db_instance', 'aws_rds_cluster', 'aws_redshift_cluster', 'aws_elasticsearch_domain']);
    this.databases = indexed(databases, ({ entity }) => letIn(scene, entity));
    this.placed = databases.map((each) => ({ ...each, place: placeOf(scene, each.entity) }));
  }

  /** What a role reads by its policies, without conditions. */
  readableBy(role: Entity): readonly Reached[] {
    const known = this.known.get(role._key);
    if (known) return known;
    const found = policiesOf(this.scene, role).flatMap(({ policy, hop }) => {
      const edges = new Map(this.scene.graph.from(policy._key).filter(({ _class, conditional }) => _class === 'ALLOWS' && conditional !== true)
        .map((edge) => [edge._toEntityKey, edge]));
      return this.valued.flatMap((each) => {
        const edge = waysTo(each.entity).map((key) => edges.get(key)).find((way) => way && reads(way, each.entity._type));
        if (!edge) return [];
        const how = `allows ${(edge.actions as readonly string[]).join(', ')}${edge._toEntityKey === each.entity._key ? '' : ' on every resource'}`;
        return [{ ...each, hops: [hop, { from: policy._key, to: each.entity._key, how, relationship: edge._key }] }];
      });
    });
    this.known.set(role._key, found);
    return found;
  }

  /** What a workload has at hand: attached volumes and the secrets it is started with. */
  atHand(workload: Entity): Reached[] {
    const holders = [workload, ...this.scene.before(workload, 'DEFINES', ['aws_ecs_task_definition']).map(({ entity }) => entity)];
    return holders.flatMap((holder) => this.scene.next(holder, 'USES', ['aws_ebs_volume', 'aws_secretsmanager_secret', 'aws_ssm_parameter'])
      .flatMap(({ entity, edge }) => {
        const value = valueOf(entity);
        const first: Hop[] = holder === workload ? [] : [{ from: workload._key, to: holder._key, how: 'runs tasks of this definition' }];
        return value ? [{ entity, value, hops: [...first, { from: holder._key, to: entity._key, how: 'uses it', relationship: edge._key }] }] : [];
      }));
  }

  /** The databases whose security groups let the members of these groups in. */
  inNetworkOf(workload: Entity, groups: readonly Entity[]): Reached[] {
    return groups.flatMap(({ GroupId }) => (this.databases.get(String(GroupId)) ?? [])
      .map((each) => ({ ...each, hops: [{ from: workload._key, to: each.entity._key, how: `is let in as a member of ${String(GroupId)}` }] })));
  }

  /** The databases whose security groups let the private address of an instance in, in its network or in one that is peered with it. */
  inRangeOf(workload: Entity): Reached[] {
    const { VpcId, SubnetId, PrivateIpAddress } = workload as Entity & Readonly<Partial<Record<'VpcId' | 'SubnetId' | 'PrivateIpAddress', string>>>;
    const from = { vpc: VpcId, subnets: [SubnetId], groups: [] };
    return this.placed.flatMap(({ place, ...each }) => {
      const how = reachedBy(this.scene, from, PrivateIpAddress, place);
      return how ? [{ ...each, hops: [{ from: workload._key, to: each.entity._key, how }] }] : [];
    });
  }
}

const guardsOf = (scene: Scene, database: Entity): Entity[] =>
  scene.groupsOf(((database.VpcSecurityGroups ?? []) as readonly { VpcSecurityGroupId?: string }[]).map((each) => each.VpcSecurityGroupId));

/** Where a database is: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBInstance.html */
function placeOf(scene: Scene, database: Entity): Place {
  const { DBSubnetGroup, SubnetIds, VpcId, Endpoint, Port } = database as Entity & {
    DBSubnetGroup?: { VpcId?: string; Subnets?: readonly { SubnetIdentifier?: string }[] };
    SubnetIds?: readonly string[];
    VpcId?: string;
    Endpoint?: { Port?: number };
    Port?: number;
  };
  const subnets = DBSubnetGroup?.Subnets?.map(({ SubnetIdentifier }) => SubnetIdentifier) ?? SubnetIds ?? [];
  return { vpc: DBSubnetGroup?.VpcId ?? VpcId, subnets, port: Endpoint?.Port ?? Port, groups: guardsOf(scene, database) };
}

/** The groups whose members the security groups of a database let in. */
function letIn(scene: Scene, database: Entity): (string | undefined)[] {
  return guardsOf(scene, database).flatMap((guard) => (guard.IpPermissions ?? []) as readonly { UserIdGroupPairs?: readonly { GroupId?: string }[] }[])
    .flatMap(({ UserIdGroupPairs = [] }) => UserIdGroupPairs.map(({ GroupId }) => GroupId));
}

/** The keys that a policy allows when it allows a resource: its own, that of its service, that of the account. */
function waysTo({ _key, accountId }: Entity): string[] {
  const [, partition, service] = _key.split(':', 3);
  const node = nodeOfService(service);
  return [_key, node ? nodeKey(node, accountId) : outsideKey('Service', `${service}.amazonaws.com`), `arn:${partition}:iam::${accountId}:root`];
}

function reads({ actions }: Relationship, type: EntityType): boolean {
  return (actions as readonly string[]).some((written) => {
    const parts = globParts(written.toLowerCase());
    return READS[type]!.some((action) => matchesGlob(parts, action.toLowerCase()));
  });
}
