import type { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Aws, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { allow, assertNoDataAccess, characters, dataAccessDeny, quotas, split, type PolicyDocument, type Statement } from '../../derive/policy';
import { resolveStream } from '../../derive/preset';
import { streamIds } from '../../derive/streams';
import { ScannerGrant, type ScannerGrantOptions, type ScannerStatementsProps } from '../scanner-grant';

/** The inline policy that takes data reads back, as a document. */
export const denyDocument: PolicyDocument = { Version: '2012-10-17', Statement: dataAccessDeny() };

export const withSecurityAudit = ({ grant: mode }: ScannerGrantOptions): boolean => (mode ?? ScannerGrant.SECURITY_AUDIT) === ScannerGrant.SECURITY_AUDIT;

/** The Allow statements of a role. */
export function allowed(options: ScannerGrantOptions): Statement[] {
  if (options.streams?.length === 0) throw new Error('streams must name at least one stream, got none; leave it out to read everything.');
  const streams = options.streams?.map(({ _stream }) => _stream) ?? streamIds.map(resolveStream);
  const permissions = streams.flatMap(({ core, granted }) => (options.grant === ScannerGrant.CORE ? core : granted));
  const statements = allow(permissions, withSecurityAudit(options) ? 'SecurityAudit' : undefined);
  assertNoDataAccess(statements);
  return statements;
}

/** A document with the partition and the account filled in. */
export const rendered = (document: PolicyDocument, partition: string = Aws.PARTITION, accountId: string = Aws.ACCOUNT_ID): object =>
  JSON.parse(JSON.stringify(document).replaceAll('${Partition}', partition).replaceAll('${Account}', accountId));

/** Policy documents as JSON, each short enough for a managed policy: the grant, then the deny. */
export function policyTexts(options: ScannerStatementsProps): string[] {
  const documents = [...split(allowed(options)), ...options.denyDataAccess ?? true ? [denyDocument] : []];
  return documents.map((document) => JSON.stringify(rendered(document, options.partition, options.accountId)));
}

// The longest of what a template leaves open: an ARN of an IAM role with a name of average length.
const OPEN_VALUE = 'x'.repeat(64);

/** A value of a template with its intrinsic functions written out: the partition and the account as the catalogue spells them, the rest as `open`. */
export function writtenOut(value: unknown, open: string): unknown {
  if (Array.isArray(value)) return value.map((each) => writtenOut(each, open));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [name, argument] = entries.length === 1 ? entries[0] : ['', undefined];
  if (name === 'Fn::Join') return [writtenOut(argument[1], open)].flat().join(argument[0]);
  if (name === 'Ref') return { 'AWS::Partition': '${Partition}', 'AWS::AccountId': '${Account}' }[argument as string] ?? open;
  if (name.startsWith('Fn::')) return open;
  return Object.fromEntries(entries.map(([key, each]) => [key, writtenOut(each, open)]));
}

/** Characters of a document that CDK made, as IAM counts them; what only the deployment knows is taken for 64 characters. */
export const charactersIn = (scope: Construct, document: unknown): number =>
  characters(writtenOut(Stack.of(scope).resolve(document), OPEN_VALUE) as PolicyDocument);

type Written = Partial<Record<'Sid' | 'Effect' | 'Action' | 'NotAction' | 'Resource' | 'Condition', string | string[]>>;

/** Reads of data that a role is meant to have; see `dataReads`. */
export type DataReads = ReadonlySet<string>;

const oneRead = (action: string, resource: unknown, condition: unknown): string => JSON.stringify([action, resource, condition ?? null]);
const readsIn = ({ Action = [], Resource = [], Condition }: Written): string[] =>
  [Action].flat().flatMap((action) => [Resource].flat().map((resource) => oneRead(action, resource, Condition)));

/** What statements allow, each action on each resource under its condition, to compare with other statements by. */
export const dataReads = (scope: Construct, statements: readonly PolicyStatement[]): DataReads =>
  new Set(statements.flatMap((statement) => readsIn(Stack.of(scope).resolve(statement.toStatementJson()) as Written)));

/**
 * Makes sure that a document that CDK made lets no read of customer data in, wildcards expanded, but those that are meant.
 * @throws naming the action and the pattern that lets it in
 */
export function assertDocumentReadsNoData(scope: Construct, document: unknown, meant: DataReads = new Set()): void {
  const { Statement: statements = [] } = (Stack.of(scope).resolve(document) ?? {}) as { Statement?: Written[] };
  assertNoDataAccess(statements.filter((statement) => !isMeant(statement, meant)).map((statement) => {
    const { Sid, Effect, Action = [], NotAction, Resource = '*' } = writtenOut(statement, '*') as Written;
    return {
      // NotAction allows everything but what it names; so does NotResource, which leaves Resource out.
      Sid: String(Sid), Effect: Effect as Statement['Effect'], Action: NotAction ? ['*'] : [Action].flat(), Resource: [Resource].flat(),
    };
  }));
}

const isMeant = (statement: Written, meant: DataReads): boolean => {
  const reads = readsIn(statement);
  return reads.length > 0 && !statement.NotAction && reads.every((read) => meant.has(read));
};

/** @throws when IAM would refuse the trust policy of a role for its length */
export function assertTrustFits(role: Role): void {
  const used = charactersIn(role, Stack.of(role).resolve(role.assumeRolePolicy));
  if (used <= quotas.trustPolicyCharacters) return;
  throw new Error(`The trust policy would have ${used} characters, IAM allows ${quotas.trustPolicyCharacters}: trust fewer roles, their account, or a shorter external id.`);
}
