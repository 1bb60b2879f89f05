import type { Entity } from '../contracts';
import { isObject } from '../json';

/** A field of an entity that names a key, a certificate, a secret, a parameter or an authority. */
export interface Reference {
  /** Name of the field from the entity on, such as `Listeners[].Certificates[].CertificateArn`. */
  readonly field: string;
  /** ARN of what it names; of a key maybe that of an alias. */
  readonly target: string;
}

// Service and resource of what is an asset.
const ARN = new RegExp(`^arn:[\\w-]+:(?:${[
  ['kms', '(?:key|alias)/'], ['secretsmanager', 'secret:'], ['ssm', 'parameter/'], ['acm', 'certificate/'], ['acm-pca', 'certificate-authority/'], ['iam', 'server-certificate/'],
].map(([service, resource]) => `${service}:[\\w-]*:\\d{12}:${resource}`).join('|')})`);

// How AWS KMS names keys within an account and a Region, which only fields of keys hold.
const KEY_NAME = /^(?:alias\/[\w/-]+|mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const KEY_FIELD = /(?:kms|cmk|encryption|master|sse|volume).*key|^key_?(?:id|arn)$/i;

/** What tells of an asset without using it: who uses it, who may, and the other Regions of a key. */
const TELLING = new Set(['InUseBy', 'Grants', 'MultiRegionConfiguration', 'tags', 'Tags']);
/** Entities that name resources because they found something, or look at them. */
const WATCHERS: readonly string[] = ['Finding', 'Assessment', 'Monitor', 'aws_cloudformation_stack'];

const regionIn = (value: Readonly<Record<string, unknown>>, above: string) => (typeof value.Region === 'string' ? value.Region : above);

function targetOf(name: string, value: string, partition: string, region: string, accountId: string): string | undefined {
  // What follows the name of a secret says which part of it is taken.
  if (ARN.test(value)) return value.includes(':secretsmanager:') ? value.split(':').slice(0, 7).join(':') : value;
  if (!KEY_FIELD.test(name) || !KEY_NAME.test(value)) return undefined;
  return `arn:${partition}:kms:${region}:${accountId}:${value.startsWith('alias/') ? value : `key/${value}`}`;
}

/** Every field of an entity, at any depth, that names an asset: what AWS calls it does not matter. */
export function referencesOf(entity: Entity): readonly Reference[] {
  if ([entity._type, ...entity._class].some((each) => WATCHERS.includes(each))) return [];
  const partition = /^arn:([\w-]+):/.exec(entity._key)?.[1] ?? 'aws';
  const found = new Map<string, Reference>();
  const walk = (value: unknown, field: string, name: string, region: string): void => {
    if (typeof value === 'string') {
      const target = targetOf(name, value, partition, region, entity.accountId);
      if (target !== undefined && target !== entity._key) found.set(`${field} ${target}`, { field, target });
    } else if (Array.isArray(value)) {
      for (const each of value) walk(each, `${field}[]`, name, region);
    } else if (isObject(value)) {
      for (const [inner, each] of Object.entries(value)) {
        if (!inner.startsWith('_') && !TELLING.has(inner)) walk(each, field ? `${field}.${inner}` : inner, inner, regionIn(value, region));
      }
    }
  };
  walk(entity, '', '', entity.region);
  return [...found.values()];
}
