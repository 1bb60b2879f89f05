import type { Place } from './service';

/** What settings of a program name: secrets by ARN, whole or in part, or by name; parameters by ARN or name. Never what is in them. */
export interface SecretReferences { readonly secrets: readonly string[]; readonly parameters: readonly string[] }

// Dynamic references end at a brace; `SecretString:key:stage` and versions say which part of it is taken.
const DYNAMIC = /\{\{resolve:(secretsmanager|ssm|ssm-secure):((?:arn:[^:{}]+:[^:{}]+:[^:{}]*:\d{12}:(?:secret:|parameter\/))?[^:{}]+)/g;
const ARN = /\barn:[\w-]+:(?:secretsmanager:[\w-]+:\d{12}:secret:[\w/+=.@-]+|ssm:[\w-]+:\d{12}:parameter\/[\w./-]+)/g;

const isSecret = (name: string) => name.split(':')[2] === 'secretsmanager';

/**
 * The secrets and parameters that values name, by ARN or as a dynamic reference (`{{resolve:secretsmanager:name}}`), each once:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 * @param values what environment variables, stage variables and the like hold
 */
export function secretReferences(values: Iterable<string | undefined>): SecretReferences {
  const [secrets, parameters] = [new Set<string>(), new Set<string>()];
  for (const value of values) {
    for (const [, service, name] of (value ?? '').matchAll(DYNAMIC)) (service === 'secretsmanager' ? secrets : parameters).add(name);
    for (const [arn] of (value ?? '').matchAll(ARN)) (isSecret(arn) ? secrets : parameters).add(arn);
  }
  return { secrets: [...secrets], parameters: [...parameters] };
}

/** ARN of a parameter that is named by ARN or by name. */
export const parameterArn = (at: Pick<Place, 'arn'>, name: string): string =>
  name.startsWith('arn:') ? name : at.arn('ssm', `parameter/${name.replace(/^\//, '')}`);

/** Names a secret is found by: its ARN, with and without the six characters that AWS adds to the name, and its name in its Region. */
export const namesOfSecret = (arn: string | undefined, name: string | undefined, region: string): (string | undefined)[] =>
  [arn, arn?.replace(/-\w{6}$/, ''), name && `${region}/${name}`];

/** The name, of those, that a reference gives. */
export const nameOfReference = (reference: string, region: string): string => (reference.startsWith('arn:') ? reference : `${region}/${reference}`);
