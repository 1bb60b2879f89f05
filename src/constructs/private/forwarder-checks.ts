import { Token, type Duration } from 'aws-cdk-lib/core';
import { assertMatches, assertOrganization } from './trust-checks';
import type { EventBridgeForwarderProps } from '../event-bridge-forwarder-props';

/** Room for what is appended to the name of a rule: `Hello`, or a number. */
const RULE_NAME_CHARACTERS = 64 - 'Hello'.length;

function assertBetween(name: string, value: number | undefined, least: number, most: number): void {
  if (value === undefined || Token.isUnresolved(value) || (Number.isInteger(value) && value >= least && value <= most)) return;
  throw new Error(`${name} must be a whole number from ${least} to ${most}, got ${value}.`);
}

function assertAge(age: Duration | undefined): void {
  if (!age || age.isUnresolved() || (age.toSeconds() >= 60 && age.toSeconds() <= 86_400)) return;
  throw new Error(`maxEventAge must be 1 minute to 24 hours, got ${age.toHumanString()}.`);
}

/** What needs what. */
function assertTogether(props: EventBridgeForwarderProps): void {
  const given = (name: keyof EventBridgeForwarderProps) => props[name] !== undefined;
  const hub = (['hubAccountId', 'organizationId', 'memberAccountIds', 'hubBusName'] as const).find(given);
  if (hub && !given('primaryRegion')) throw new Error(`${hub} is of a hub: give its Region as primaryRegion too.`);
  if (given('endpoint') !== given('authorization')) throw new Error('endpoint and authorization belong together, got one of them alone.');
  if (!given('endpoint') && !given('hubAccountId')) {
    throw new Error('Give endpoint and authorization to deliver events, or primaryRegion and hubAccountId to send them to a hub, got neither.');
  }
  if (given('inputPaths') && !given('inputTemplate')) throw new Error('inputPaths are the values of an inputTemplate, got none.');
}

/** @throws with the rule and the value got */
export function validate(props: EventBridgeForwarderProps, ruleName: string): void {
  assertTogether(props);
  assertMatches(props.endpoint, /^https:\/\/[^/\s]+/, 'endpoint must be an HTTPS address');
  assertMatches(props.primaryRegion, /^[a-z]{2}(-[a-z]+)+-\d$/, 'primaryRegion must be a Region');
  assertMatches(props.hubAccountId, /^\d{12}$/, 'hubAccountId must be an AWS account id of 12 digits');
  assertOrganization('organizationId', props.organizationId);
  if (props.memberAccountIds?.length === 0) throw new Error('memberAccountIds must name at least one account, got none; leave it out for no other account.');
  for (const id of props.memberAccountIds ?? []) assertMatches(id, /^\d{12}$/, 'memberAccountIds must hold AWS account ids of 12 digits');
  for (const [name, value, most] of [
    ['ruleName', ruleName, RULE_NAME_CHARACTERS], ['connectionName', props.connectionName, 64], ['apiDestinationName', props.apiDestinationName, 64],
    ['hubBusName', props.hubBusName, 256],
  ] as const) {
    assertMatches(value, new RegExp(`^[\\w.-]{1,${most}}$`), `${name} must have 1 to ${most} characters of A-Z a-z 0-9 _ . -`);
  }
  assertMatches(props.httpMethod, /^(DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT)$/, 'httpMethod must be DELETE, GET, HEAD, OPTIONS, PATCH, POST or PUT');
  assertBetween('invocationsPerSecond', props.invocationsPerSecond, 1, 300);
  assertBetween('retryAttempts', props.retryAttempts, 0, 185);
  assertAge(props.maxEventAge);
}
