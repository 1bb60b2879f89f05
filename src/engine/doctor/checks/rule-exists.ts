import { DescribeEventBusCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { present } from '../aws';
import { eachResource, fail, pass, type DoctorCheck } from '../contract';
import { readRule, ruleName, ruleOf } from '../event-rule';

/** Whether each rule is there. */
export const ruleExists: DoctorCheck = {
  id: 'rule-exists',
  title: 'The rule is there',
  part: 'events',
  reads: ['events:DescribeRule', 'events:DescribeEventBus'],
  tasks: eachResource('AWS::Events::Rule', async (resource) => {
    if (await readRule(resource)) return pass(`The rule ${ruleName(resource)} is there.`);
    // A bus that is gone took its rules with it: that is told of the bus.
    const { EventBusName: Name } = ruleOf(resource);
    if (Name && !await present(resource.stack.aws.client(EventBridgeClient).send(new DescribeEventBusCommand({ Name })))) return undefined;
    return fail(`The rule ${ruleName(resource)} is gone: nothing is forwarded.`,
      'Delete the stack and deploy it again, or make a change to the rule in the template.');
  }),
};
