import { Token } from 'aws-cdk-lib/core';

/** Who a trust policy names: principals of AWS accounts, a service, or identities of an OIDC provider. */
export type TrustKind = 'principal' | 'service' | 'oidc';

const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;
const ORGANIZATION = /^o-[a-z0-9]{10,32}$/;

/** Whether a value that is known at synthesis does not match; what is known at deployment only passes. */
export const isWrong = (value: string | undefined, pattern: RegExp): boolean => value !== undefined && !Token.isUnresolved(value) && !pattern.test(value);

/** @throws with the rule and the value got */
export function assertMatches(value: string | undefined, pattern: RegExp, rule: string): void {
  if (isWrong(value, pattern)) throw new Error(`${rule}, got '${value}'.`);
}

/** One external id at rest, two while one replaces the other. */
export function assertExternalIds(externalIds: readonly string[]): void {
  if (externalIds.length === 0 || externalIds.length > 2 || new Set(externalIds).size < externalIds.length) {
    throw new Error(`An account or a role is trusted with one external id, or with two different ones during a rotation, got [${externalIds.join(', ')}].`);
  }
  const wrong = externalIds.find((each) => isWrong(each, EXTERNAL_ID));
  if (wrong === undefined) return;
  throw new Error(`externalId must have 2 to 1,224 characters of A-Z a-z 0-9 _ + = , . @ : / -, got ${wrong.length} characters: '${wrong}'.`);
}

/** A trust policy takes no wildcards in the ARN of a principal. */
export function assertRoleArns(roleArns: readonly string[]): void {
  assertArns(roleArns, 'roleArns', 'IAM roles', /^arn:[\w-]+:iam::\d{12}:role\/[^*?]+$/);
}

/** As `assertRoleArns`, for accounts too. */
export function assertPrincipalArns(arns: readonly string[]): void {
  assertArns(arns, 'principalArns', 'accounts (…:root) or IAM roles', /^arn:[\w-]+:iam::\d{12}:(root|role\/[^*?]+)$/);
}

function assertArns(arns: readonly string[], name: string, what: string, pattern: RegExp): void {
  if (arns.length === 0) throw new Error(`${name} must hold ARNs of ${what}, got none.`);
  if (Token.isUnresolved(arns)) return;
  for (const arn of arns) {
    // A wildcard is seen in an ARN whose partition or account is open, too.
    const wrong = Token.isUnresolved(arn) ? /[*?]/.test(arn) : !pattern.test(arn);
    if (wrong) throw new Error(`${name} must hold ARNs of ${what}, without wildcards, got '${arn}'.`);
  }
}

/** A service acts for whoever asks it: without its source any account could ask. */
export function assertSource({ sourceAccount, sourceArn, sourceOrgId }: { sourceAccount?: string; sourceArn?: string; sourceOrgId?: string }): void {
  if (!sourceAccount && !sourceArn && !sourceOrgId) {
    throw new Error('A service is trusted for a source only: give sourceAccount, sourceArn or sourceOrgId, got none.');
  }
  assertMatches(sourceAccount, /^\d{12}$/, 'sourceAccount must be an AWS account id of 12 digits');
  assertOrganization('sourceOrgId', sourceOrgId);
  assertMatches(sourceArn, /^arn:[\w-]+:[\w-]+:[\w*-]*:(\d{12})?:.*[^*?].*$/, 'sourceArn must be the ARN of a resource');
  if (!sourceAccount && !sourceOrgId && isWrong(sourceArn, /^arn:[^:]+:[^:]+:[^:]*:\d{12}:/)) {
    throw new Error(`sourceArn '${sourceArn}' names no account: give sourceAccount too.`);
  }
}

export function assertOrganization(name: string, id: string | undefined): void {
  assertMatches(id, ORGANIZATION, `${name} must be the id of an organisation such as o-a1b2c3d4e5`);
}

/** The issuer that an ARN of an OIDC provider names. */
export function assertProvider(providerArn: string): string {
  const issuer = /^arn:.+:oidc-provider\/([^*?$]+)$/.exec(providerArn)?.[1];
  if (issuer) return issuer;
  throw new Error(Token.isUnresolved(providerArn)
    ? 'The ARN of the OIDC provider is known at deployment only: give its issuer too.'
    : `providerArn must be the ARN of an IAM OIDC provider, got '${providerArn}'.`);
}

/** `*` and `repo:*` are whoever has an account with the provider. */
export function assertSubject(subject: string): void {
  assertMatches(subject, /^(?![\w-]+:[*?])[^*?]/, 'subject must name who is trusted, not a wildcard alone or after a first word');
}
