/** A resource as AWS Config describes it: https://docs.aws.amazon.com/config/latest/developerguide/config-item-table.html */
export interface Recorded {
  readonly resourceType: string;
  readonly resourceId: string;
  readonly resourceName?: string;
  readonly arn?: string;
  readonly accountId: string;
  readonly awsRegion: string;
  /** The answer of the Describe call, its names in lower camel case. */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** Answers of further calls, some as JSON in a text. */
  readonly supplementaryConfiguration?: Readonly<Record<string, unknown>>;
  readonly tags?: readonly { readonly key?: string; readonly value?: string }[];
}

/** How AWS Config answers an operation of the catalogue. */
export interface Answer {
  /** Types of resources that it is answered from. */
  readonly types: readonly string[];
  /**
   * The output of the operation, undefined for "nothing configured".
   * @param of the resources of a type in the unit
   * @throws NotTold where AWS Config has not recorded it
   */
  readonly output: (of: (type: string) => readonly Recorded[], input: Readonly<Record<string, unknown>>) => object | undefined;
}

/** AWS Config has not recorded what was asked for. */
export class NotTold extends Error {}

/** The resource that an input names by id, name or ARN. */
export function theOne(recorded: readonly Recorded[], id: unknown): Recorded {
  const found = recorded.find(({ resourceId, resourceName, arn }) => [resourceId, resourceName, arn].includes(id as string));
  if (!found) throw new NotTold();
  return found;
}

/** Maps whose keys are names of users. */
const NAMES_OF_USERS = /^(tags|variables)$/i;
const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/;
// What the first letter alone does not make of a name.
const SPELLED: Readonly<Record<string, string>> = { awsaccountId: 'AWSAccountId' };

const named = (name: string) => SPELLED[name] ?? `${name[0].toUpperCase()}${name.slice(1)}`;

/** A value with the names and dates that the SDK gives it: names begin with a capital, nothing is null. */
export function asAnswered(value: unknown): unknown {
  if (typeof value === 'string') return DATE.test(value) ? new Date(value).toISOString() : value;
  if (Array.isArray(value)) return value.map(asAnswered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).filter(([name, field]) => name && field !== null).map(([name, field]) =>
    [named(name), NAMES_OF_USERS.test(name) && !Array.isArray(field) ? field : asAnswered(field)]));
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** A part of the supplementary configuration, out of the JSON texts that it may be wrapped in; undefined where it is null. */
export function supplement({ supplementaryConfiguration = {} }: Recorded, name: string): unknown {
  let value = supplementaryConfiguration[name];
  while (typeof value === 'string' && parsed(value) !== value) value = parsed(value);
  return value ?? undefined;
}

/** A text of the supplementary configuration that is JSON itself, such as a policy, out of the text that it may be wrapped in. */
export function supplementText({ supplementaryConfiguration = {} }: Recorded, name: string): string | undefined {
  const value = supplementaryConfiguration[name] ?? undefined;
  if (value === undefined || typeof value !== 'string') return value && JSON.stringify(value);
  const inner = parsed(value) ?? undefined;
  return inner === undefined || typeof inner === 'string' ? inner : value;
}

/** The configuration as the SDK would answer it. */
export const answered = ({ configuration }: Recorded): Record<string, unknown> => asAnswered(configuration) as Record<string, unknown>;

/** Tags in the form most services have. */
export const tagsOf = ({ tags = [] }: Recorded) => tags.map(({ key, value }) => ({ Key: key, Value: value }));
