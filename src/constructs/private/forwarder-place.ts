import { CfnCondition, Fn, Stack, Token, type CfnResource, type ICfnConditionExpression } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';

/** Where a stack is: at the hub that delivers, at a spoke that sends to it, or known at deployment only, by the first or the second condition. */
export type Place = 'hub' | 'spoke' | { readonly hub: CfnCondition; readonly spoke: CfnCondition };

/** What says where the hub is. */
export interface HubLocation { readonly endpoint?: string; readonly primaryRegion?: string; readonly hubAccountId?: string }

/** One question of whether this is the hub: decided now where both values are known. */
function same(ours: string, hubs: string | undefined): boolean | ICfnConditionExpression {
  if (hubs === undefined || ours === hubs) return true;
  return Token.isUnresolved(ours) || Token.isUnresolved(hubs) ? Fn.conditionEquals(ours, hubs) : false;
}

/** Whether the stack is in the primary Region; a parameter that was left empty makes every Region its own. */
function inRegion(ours: string, primary: string | undefined): boolean | ICfnConditionExpression {
  const answer = same(ours, primary);
  return typeof answer === 'boolean' || !Token.isUnresolved(primary) ? answer : Fn.conditionOr(Fn.conditionEquals(primary, ''), answer);
}

/** Where a stack is. Without an endpoint it can only be a spoke. */
export function placeOf(scope: Construct, { endpoint, primaryRegion, hubAccountId }: HubLocation): Place {
  const { region, account } = Stack.of(scope);
  const answers = [inRegion(region, primaryRegion), same(account, hubAccountId)];
  if (endpoint === undefined || answers.includes(false)) return 'spoke';
  const open = answers.filter((answer) => typeof answer !== 'boolean');
  if (open.length === 0) return 'hub';
  const hub = new CfnCondition(scope, 'IsHub', { expression: open.length === 1 ? open[0] : Fn.conditionAnd(...open) });
  return { hub, spoke: new CfnCondition(scope, 'IsSpoke', { expression: Fn.conditionNot(hub) }) };
}

/** A value of the hub or of a spoke, as CloudFormation decides; each is made only where it can be needed. */
export function either(place: Place, hub: () => string, spoke: () => string): string {
  if (place === 'hub') return hub();
  return place === 'spoke' ? spoke() : Fn.conditionIf(place.hub.logicalId, hub(), spoke()).toString();
}

/** Makes resources exist at the hub, or at spokes, only. */
export function only(at: 'hub' | 'spoke', place: Place, ...constructs: IConstruct[]): void {
  if (typeof place === 'string') return;
  for (const each of constructs) ((each.node.defaultChild ?? each) as CfnResource).cfnOptions.condition = place[at];
}
