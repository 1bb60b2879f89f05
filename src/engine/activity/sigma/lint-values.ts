import { compileField } from './field';
import type { SigmaValue } from '../../../catalogue/model/sigma';
import { predicate } from '../predicate';
import { ActivityRecord } from '../record';

/** All that CloudTrail writes into a field: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
const VALUES: Readonly<Record<string, readonly (string | boolean)[]>> = {
  'eventCategory': ['Management', 'Data', 'NetworkActivity', 'Insight'],
  'eventType': ['AwsApiCall', 'AwsServiceEvent', 'AwsConsoleAction', 'AwsConsoleSignIn', 'AwsVpceEvent', 'AwsCloudTrailInsight'],
  'managementEvent': [true, false],
  'readOnly': [true, false],
  'userIdentity.type': [
    'Root', 'IAMUser', 'AssumedRole', 'Role', 'FederatedUser', 'Directory', 'AWSAccount', 'AWSService', 'IdentityCenterUser', 'Unknown', 'SAMLUser', 'WebIdentityUser',
  ],
};

/** What a field looks like. */
const SHAPES: Readonly<Record<string, readonly [shape: RegExp, like: string]>> = {
  'awsRegion': [/^[a-z]+(-[a-z]+)+-\d+$/i, 'us-east-1'],
  'eventSource': [/\./, 's3.amazonaws.com'],
  'recipientAccountId': [/^\d{12}$/, '111122223333'],
  'userIdentity.accountId': [/^\d{12}$/, '111122223333'],
};

/** Fields that hold one text: in others a list may hold what two searches look for. */
const SINGLE = /^(aws|error|event)[A-Z]\w+$|^(managementEvent|readOnly|recipientAccountId|sourceIPAddress|userAgent|userIdentity\.\w+)$/;

/** A field of a search. */
export interface Sought { readonly key: string; readonly field: string; readonly modifiers: readonly string[]; readonly values: readonly unknown[] }

/** Takes a field of a search apart. */
export function sought(key: string, value: unknown): Sought {
  const [field, ...modifiers] = key.split('|');
  return { key, field, modifiers, values: [value].flat() };
}

/** Whether a field with one value is found by what a search says of it. */
export function finds({ key, values }: Sought, field: string, value: unknown): boolean {
  const event = field.split('.').reduceRight((inner: unknown, name) => ({ [name]: inner }), value) as Record<string, unknown>;
  return predicate(compileField(key, values as SigmaValue[], { rule: '' }))(new ActivityRecord(event, { file: '' }, 0, 'cloudtrail'));
}

/** Whether an absent field satisfies it, or what it is compared with stands elsewhere. */
export const isOpen = ({ modifiers, values }: Sought): boolean => values.includes(null) || values.some((value) => typeof value === 'object')
  || modifiers.some((modifier) => ['neq', 'exists', 'fieldref', 'expand'].includes(modifier));

/** The texts that a field is to be equal to; undefined where it is compared in another way. */
function equals({ modifiers, values }: Sought): string[] | undefined {
  const isPlain = modifiers.every((modifier) => modifier === 'cased') && !values.some((value) => value === null || /[*?\\]/.test(String(value)));
  return isPlain ? values.map(String) : undefined;
}

/** Values that CloudTrail never writes into a field. */
export function strangeValues(of: Sought): string | undefined {
  if (isOpen(of)) return undefined;
  const given = of.values.join(', ');
  const known = VALUES[of.field];
  if (known && !known.some((value) => finds(of, of.field, value))) return `'${of.field}' is never ${given}; CloudTrail writes ${known.join(', ')}`;
  const [shape, like] = SHAPES[of.field] ?? [];
  const texts = equals(of);
  return shape && texts && !texts.some((text) => shape.test(text)) ? `'${of.field}' is never ${given}; it is like ${like}` : undefined;
}

/** Two things that a search says of the same field and that no value can be together. */
export function contradiction(all: readonly Sought[]): string | undefined {
  for (const of of all.filter(({ field, modifiers }) => SINGLE.test(field) && modifiers.includes('all'))) {
    const texts = equals({ ...of, modifiers: of.modifiers.filter((modifier) => modifier !== 'all') });
    if (texts && new Set(texts).size > 1) return `'${of.field}' cannot be all of ${texts.join(', ')}`;
  }
  for (const of of all.filter(({ field }) => SINGLE.test(field))) {
    const texts = equals(of);
    const present = of.values.every((value) => value === null) && all.find((each) => each.field === of.field && !isOpen(each));
    if (present) return `'${of.field}' cannot be absent and satisfy '${present.key}', too`;
    const other = texts && all.find((each) => each !== of && each.field === of.field && !each.modifiers.includes('fieldref') && !each.modifiers.includes('expand')
      && !texts.some((text) => finds(each, each.field, text)));
    if (other) return `'${of.field}' cannot be ${texts.join(', ')} and satisfy '${other.key}', too`;
  }
  return undefined;
}
