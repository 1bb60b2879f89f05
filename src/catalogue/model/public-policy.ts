import { globParts, matchesGlob } from './glob';
import { statements, type Statement } from './policy-document';

const list = <T>(value: T | readonly T[] | undefined) => value === undefined ? [] : [value].flat() as T[];

type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

// Keys whose fixed values name accounts, principals, networks or resources.
const NARROWING = new Set([
  'aws:sourcearn', 'aws:sourceaccount', 'aws:sourceowner', 'aws:sourcevpc', 'aws:sourcevpce', 'aws:sourceip', 'aws:sourceorgid', 'aws:sourceorgpaths',
  'aws:principalaccount', 'aws:principalarn', 'aws:principalorgid', 'aws:principalorgpaths', 'aws:userid', 'aws:vpcsourceip', 'aws:viaawsservice',
  'kms:calleraccount', 's3:dataaccesspointaccount', 's3:dataaccesspointarn', 'lambda:eventsourcetoken', 'sns:endpoint', 'events:creatoraccount',
]);
const POSITIVE = /^(?:ForAnyValue:)?(?:StringEquals(?:IgnoreCase)?|StringLike|Arn(?:Equals|Like)|IpAddress|Bool)$/i;
const NEGATIVE = /^(?:ForAllValues:)?(?:StringNotEquals(?:IgnoreCase)?|StringNotLike|ArnNot(?:Equals|Like)|NotIpAddress)(?:IfExists)?$/i;

/** Whether a value of a condition stands for few: no network of the whole Internet, no pattern that leaves the account open. */
function isFixed(key: string, value: string): boolean {
  if (key === 'aws:viaawsservice') return value === 'true';
  if (key.endsWith('sourceip')) return Number(value.split('/')[1] ?? 128) >= (value.includes(':') ? 32 : 8);
  if (!/[*?]/.test(value)) return true;
  // An ARN with its account, or that of a bucket with its name, and an id with a beginning.
  return value.startsWith('arn:') ? /^arn:[^:]*:[^:]*:[^:]*:\d{12}:|^arn:[^:]*:s3:::[^*?]{3}/.test(value) : /^(o-\w{4}|\d{12})/.test(value);
}

const narrows = ([operator, keys]: readonly [string, Conditions[string]], form: RegExp) => form.test(operator) && Object.entries(keys)
  .some(([name, values]) => NARROWING.has(name.toLowerCase()) && list(values).every((value) => isFixed(name.toLowerCase(), String(value))));

const conditions = ({ Condition }: Statement) => Object.entries((Condition ?? {}) as Conditions);

const namesEveryone = ({ Principal }: Statement) => list(typeof Principal === 'object' ? Principal.AWS : Principal).includes('*');

const covers = (wide: string | readonly string[] | undefined, narrow: string | readonly string[] | undefined) =>
  list(narrow).every((text) => list(wide).some((pattern) => matchesGlob(globParts(pattern.toLowerCase()), text.toLowerCase())));

/** Whether a Deny keeps everybody out of what a statement allows, but for those that fixed values name. */
function isClosedBy(allow: Statement, deny: Statement): boolean {
  const all = conditions(deny);
  return deny.Effect === 'Deny' && namesEveryone(deny) && covers(deny.Action, allow.Action) && covers(deny.Resource, allow.Resource)
    && all.every(([operator, keys]) => Object.entries(keys).every(([key, value]) => narrows([operator, { [key]: value }], NEGATIVE)));
}

/**
 * The statements of a resource policy that let everybody in: an Allow for every principal (or for all but some) that neither a condition
 * with fixed values nor a Deny narrows. Follows AWS's "meaning of public":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function publicStatements(document: string | undefined): Statement[] {
  const every = statements(document);
  return every.filter((statement) => statement.Effect === 'Allow' && (namesEveryone(statement) || 'NotPrincipal' in statement)
    && !conditions(statement).some((condition) => narrows(condition, POSITIVE)) && !every.some((deny) => isClosedBy(statement, deny)));
}

/** A statement as a reason shows it. */
export const shownStatement = ({ Sid, Action }: Statement): string =>
  `${Sid ? `the statement ${Sid}` : 'a statement'} allows ${list(Action).join(', ') || 'actions'} to every principal`;

/** Accounts outside the given one that Allow statements of a policy name as principals, by id. */
export function foreignAccounts(document: string | undefined, own: string): { readonly account: string; readonly statement: Statement }[] {
  return statements(document).filter(({ Effect }) => Effect === 'Allow').flatMap((statement) => {
    const principals = list(typeof statement.Principal === 'object' ? statement.Principal.AWS : undefined);
    const ids = principals.flatMap((principal) => /^(?:arn:[^:]*:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(principal)?.[1] ?? []);
    return [...new Set(ids)].filter((id) => id !== own).map((account) => ({ account, statement }));
  });
}
