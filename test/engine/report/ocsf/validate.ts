import compliance from '../../../facts/ocsf-compliance-finding.json';
import facts from '../../../facts/ocsf-detection-finding.json';

type Json = Readonly<Record<string, unknown>>;
interface Shape { readonly required: string[]; readonly constraints: { readonly at_least_one?: string[] } | null }
interface Class extends Shape { readonly class_uid: number; readonly category_uid: number; readonly types: Readonly<Record<string, string>>; readonly activity_id: Json; readonly status_id: Json }

/** Versions of the schema whose facts are known. */
export const versions = Object.keys(facts.versions) as (keyof typeof facts.versions)[];

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const PLAIN: Readonly<Record<string, (value: unknown) => boolean>> = {
  integer_t: Number.isInteger, long_t: Number.isInteger, timestamp_t: (value) => Number.isInteger(value) && (value as number) >= 0, string_t: (value) => typeof value === 'string', object: isObject,
};

/** Names of attributes whose objects have facts. */
const OBJECTS: Readonly<Record<string, string>> = {
  metadata: 'metadata',
  product: 'product',
  finding_info: 'finding_info',
  cloud: 'cloud',
  account: 'account',
  resources: 'resource_details',
  compliance: 'compliance',
  remediation: 'remediation',
  evidences: 'evidences',
  actor: 'actor',
  user: 'user',
  api: 'api',
  response: 'response',
  src_endpoint: 'network_endpoint',
  attacks: 'attack',
};

/** What is wrong with an event of a class, as the facts of a version of the schema tell it: required attributes, constraints, values and types. */
export function problems(event: Json, className: 'detection_finding' | 'compliance_finding', version: typeof versions[number]): string[] {
  const { severity_id: severities } = facts.versions[version];
  const both = [facts.versions[version], compliance.versions[version]] as unknown as { classes: Record<string, Class>; objects: Record<string, Shape> }[];
  const [classes, objects] = [Object.assign({}, ...both.map((each) => each.classes)) as Record<string, Class>, Object.assign({}, ...both.map((each) => each.objects)) as Record<string, Shape>];
  const of = classes[className];
  const found: string[] = [];
  const check = (value: unknown, shape: Shape | undefined, path: string): void => {
    if (Array.isArray(value)) return value.forEach((one, at) => check(one, shape, `${path}[${at}]`));
    if (!isObject(value)) return void (shape && found.push(`${path} is no object`));
    for (const name of shape?.required ?? []) if (value[name] === undefined) found.push(`${path}.${name} is missing`);
    const any = shape?.constraints?.at_least_one;
    if (any && !any.some((name) => value[name] !== undefined)) found.push(`${path} has none of ${any.join(', ')}`);
    for (const [name, inner] of Object.entries(value)) if (OBJECTS[name]) check(inner, objects[OBJECTS[name]], `${path}.${name}`);
  };
  check(event, of, 'event');
  for (const [name, value] of Object.entries(event)) {
    const type = of.types[name];
    if (type === undefined && name !== 'cloud') found.push(`event.${name} is no attribute`);
    if (type !== undefined && PLAIN[type] && !PLAIN[type](value)) found.push(`event.${name} is no ${type}`);
  }
  if (event.type_uid !== of.class_uid * 100 + (event.activity_id as number)) found.push('type_uid does not fit');
  if (event.class_uid !== of.class_uid || event.category_uid !== of.category_uid) found.push('class does not fit');
  for (const [name, allowed] of [['activity_id', of.activity_id], ['status_id', of.status_id], ['severity_id', severities]] as const) {
    if (!(String(event[name]) in allowed)) found.push(`${name} is ${String(event[name])}`);
  }
  return found;
}
