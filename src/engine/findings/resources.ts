import type { Entity } from '../contracts';
import type { Graph } from '../graph/graph';

type Place = Pick<Entity, 'accountId' | 'region' | '_key'>;

/** Ids of services that are no ARN, as Security Hub, Inspector and GuardDuty write them: https://docs.aws.amazon.com/securityhub/latest/userguide/asff-required-attributes.html */
const shortIds: readonly (readonly [RegExp, (id: string, at: Place) => string])[] = [
  [/^(?:AWS::::Account:)?(\d{12})$/, (id) => `iam::${id}:root`],
  [/^(?:AWS::IAM::AccessKey:)?((?:AKIA|ASIA)\w+)$/, (id, at) => `iam::${at.accountId}:access-key/${id}`],
  [/^((?:AIDA|AROA|AGPA|ANPA)\w+)(?::.*)?$/, (id, at) => `iam::${at.accountId}:unique-id/${id}`],
  [/^(i-[0-9a-f]+)$/, (id, at) => `ec2:${at.region}:${at.accountId}:instance/${id}`],
];

/** ARNs of a part of a resource, with what names the whole: a version of a function, an object of a bucket. */
const parts = [/^(arn:[^:]+:lambda:[^:]*:\d*:function:[^:]+):/, /^(arn:[^:]+:s3:::[^/]+)\//];

/** The resources of an account by whatever others call them. */
export class Resources {
  private readonly aliases = new Map<string, string>();

  constructor(private readonly graph: Graph) {
    for (const { _key, _aliases } of graph.all()) for (const alias of _aliases ?? []) this.aliases.set(alias, _key);
  }

  get(key: string): Entity | undefined { return this.graph.get(key); }

  /** `_key` of a resource that a finding names by its ARN or its short id; the ARN where the resource is not known. */
  keyOf(id: string, finding: Place): string {
    const arn = this.arnOf(id, finding);
    const whole = parts.map((part) => part.exec(arn)?.[1]).find(Boolean) ?? arn;
    return [arn, whole].map((name) => (this.graph.get(name) ? name : this.aliases.get(name))).find(Boolean) ?? whole;
  }

  private arnOf(id: string, at: Place): string {
    // Every key of a finding starts as an ARN of its partition.
    const [, partition] = at._key.split(':');
    for (const [pattern, rest] of shortIds) {
      const [, short] = pattern.exec(id) ?? [];
      if (short) return `arn:${partition}:${rest(short, at)}`;
    }
    return id;
  }
}
