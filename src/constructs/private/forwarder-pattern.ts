import { Aws, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { writtenOut } from './statements';
import { packed, quotas, type DetailPattern } from '../../derive/event-patterns';

/** The `detail-type` of calls. */
export const API_CALL = 'AWS API Call via CloudTrail';
/** The `detail-type` of sign-ins. */
export const SIGN_IN = 'AWS Console Sign In via CloudTrail';

/** Only AWS puts events with such a source: PutEvents refuses it to everybody else, so nothing that matches is forged. */
const OF_AWS = [{ prefix: 'aws.' }];

/** Path of the roles of all forwarders: by it each knows what the deliveries of the others bring about, too. */
export const ROLE_PATH = '/event-forwarder/';

/** A value that is another, or none at all. */
const other = (value: string | { readonly prefix: string }) => [{ exists: false }, { 'anything-but': value }];

/**
 * What every delivery brings about, and what must not be delivered again: EventBridge reads the secret of the connection with its service-linked
 * role (by itself, and in its name Secrets Manager asks AWS KMS to decrypt it), and assumes the role of the rule.
 */
const noDelivery = {
  sourceIPAddress: other('apidestinations.events.amazonaws.com'),
  userIdentity: { sessionContext: { sessionIssuer: { userName: other('AWSServiceRoleForAmazonEventBridgeApiDestinations') } } },
  requestParameters: { roleArn: other({ prefix: `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role${ROLE_PATH}` }) },
};

const isObject = (value: unknown): value is DetailPattern => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Two patterns as one in which both must hold; where both say something of a field, `b` counts. */
function both(a: DetailPattern, b: DetailPattern): DetailPattern {
  const entries = Object.entries(b).map(([key, value]) => [key, isObject(value) && isObject(a[key]) ? both(a[key], value) : value]);
  return { ...a, ...Object.fromEntries(entries) };
}

/**
 * Makes sure that a pattern is one, and leaves the fields alone that keep a forwarder from forwarding its own deliveries.
 * @throws naming the field
 */
export function assertDetailPattern(pattern: DetailPattern): void {
  const visit = (given: DetailPattern, guarded: unknown, path: string): void => {
    for (const [key, value] of Object.entries(given)) {
      const guard = isObject(guarded) ? guarded[key] : undefined;
      if (guard !== undefined && !(isObject(guard) && isObject(value))) {
        throw new Error(`The forwarder itself says what ${path}${key} must be: leave it out of the event pattern.`);
      }
      if (key === '$or' && Array.isArray(value)) value.filter(isObject).forEach((alternative) => visit(alternative, guarded, path));
      else if (isObject(value)) visit(value, guard, `${path}${key}.`);
      else if (!Array.isArray(value) || value.length === 0) throw new Error(`An event pattern lists values or operators, got ${path}${key}: ${JSON.stringify(value)}.`);
    }
  };
  if (Object.keys(pattern).length === 0) throw new Error('An event pattern names at least one field, got none; ForwarderEvents.all() is every management event.');
  visit(pattern, noDelivery, '');
}

/** What to forward. */
export interface Wanted { readonly patterns: readonly DetailPattern[]; readonly signIn: boolean }

/** The event patterns of the rules: as many as the quota of characters makes necessary. */
export function eventPatterns(scope: Construct, { patterns, signIn }: Wanted): object[] {
  const wanted = signIn && patterns.length > 0 ? [...patterns, { eventSource: ['signin.amazonaws.com'] }] : patterns;
  const around = (detail: DetailPattern) => ({ 'source': OF_AWS, 'detail-type': signIn ? [API_CALL, SIGN_IN] : [API_CALL], detail });
  if (wanted.length === 0) return [around(noDelivery)];
  // Beside the partition and the account nothing is open.
  const taken = JSON.stringify(writtenOut(Stack.of(scope).resolve(around(noDelivery)), '')).length;
  const rules = packed(wanted, quotas.patternCharacters - taken);
  if (rules.length > quotas.rulesOfBus) throw new Error(`The event patterns need ${rules.length} rules, EventBridge allows ${quotas.rulesOfBus}: choose fewer streams.`);
  return rules.map((alternatives) => around(alternatives.length === 1 ? both(alternatives[0], noDelivery) : { ...noDelivery, $or: alternatives }));
}

/** What spokes send to a hub, each after its own patterns. */
export const forwardedPattern = (signIn: boolean): object => ({ 'source': OF_AWS, 'detail-type': signIn ? [API_CALL, SIGN_IN] : [API_CALL] });

/** The end of a deployment of a stack, as CloudFormation tells it to the account. */
export const deployedPattern = (stackId?: string): object => ({
  'source': ['aws.cloudformation'],
  'detail-type': ['CloudFormation Stack Status Change'],
  'detail': { ...stackId && { 'stack-id': [stackId] }, 'status-details': { status: ['CREATE_COMPLETE', 'UPDATE_COMPLETE'] } },
});
