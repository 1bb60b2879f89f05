import { defineCheck } from '../../model/check';
import { publicStatements, shownStatement } from '../../model/public-policy';
import { account } from '../../services/account';
import { events } from '../../services/events';

const policyOf = (statement: object) => JSON.stringify({ Statement: { Effect: 'Allow', Action: 'events:PutEvents', Resource: 'arn:aws:events:eu-west-1:111122223333:event-bus/orders', ...statement } });

/** CIS "Ensure resource policies are not public", for buses that have rules: a bus without any passes no event on. */
export const eventBusNotPublic = defineCheck(account, {
  id: 'event-bus-not-public',
  entity: 'aws_account',
  severity: 'high',
  title: 'Event buses take events from named accounts only',
  why: 'Everybody can send events, and what listens takes them for true.',
  needs: [events.need('ListEventBuses'), events.need('ListRules')],
  remedy: {
    cli: 'aws events remove-permission --event-bus-name <bus> --statement-id <sid>',
    cdk: "new events.EventBusPolicy(this, 'Policy', { eventBus, statementId: 'one', statement: { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'events:PutEvents', Resource: eventBus.eventBusArn } })",
  },
  prowler: ['eventbridge_bus_exposed'],
  fails: (_, look) => {
    // Each rule carries the policy of its bus.
    const buses = new Map(look.all(events, 'aws_cloudwatch_event_rule').map((rule) => [`${rule.EventBusName} in ${rule.region}`, rule.EventBusPolicy]));
    return [...buses].flatMap(([bus, policy]) => publicStatements(policy).map((statement) => `${bus}: ${shownStatement(statement)}`)).join('; ') || undefined;
  },
  examples: {
    pass: [
      { entity: {} },
      { entity: {}, others: { aws_cloudwatch_event_rule: [{ EventBusName: 'default', region: 'eu-west-1' }] } },
      { entity: {}, others: { aws_cloudwatch_event_rule: [{ EventBusName: 'orders', region: 'eu-west-1', EventBusPolicy: policyOf({ Principal: { AWS: 'arn:aws:iam::444455556666:root' } }) }] } },
      { entity: {}, others: { aws_cloudwatch_event_rule: [{ EventBusName: 'orders', region: 'eu-west-1', EventBusPolicy: policyOf({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } } }) }] } },
    ],
    fail: [
      { entity: {}, others: { aws_cloudwatch_event_rule: [{ EventBusName: 'orders', region: 'eu-west-1', EventBusPolicy: policyOf({ Principal: '*' }) }] } },
      { entity: {}, others: { aws_cloudwatch_event_rule: [{ EventBusName: 'orders', region: 'eu-west-1', EventBusPolicy: policyOf({ Principal: { AWS: '*' }, Condition: { StringEquals: { 'events:source': 'orders' } } }) }] } },
    ],
  },
});
