import { Aws, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { allow, assertNoDataAccess, characters, dataAccessDeny, split, type PolicyDocument, type Statement } from '../../derive/policy';
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

type Written = Partial<Record<'Sid' | 'Effect' | 'Action' | 'NotAction' | 'Resource', string | string[]>>;

/**
 * Makes sure that a document that CDK made lets no read of customer data in, wildcards expanded.
 * @throws naming the action and the pattern that lets it in
 */
export function assertDocumentReadsNoData(scope: Construct, document: unknown): void {
  const { Statement: statements = [] } = (writtenOut(Stack.of(scope).resolve(document), '*') ?? {}) as { Statement?: Written[] };
  assertNoDataAccess(statements.map(({ Sid, Effect, Action = [], NotAction, Resource = '*' }) => ({
    // NotAction allows everything but what it names; so does NotResource, which leaves Resource out.
    Sid: String(Sid), Effect: Effect as Statement['Effect'], Action: NotAction ? ['*'] : [Action].flat(), Resource: [Resource].flat(),
  })));
}
