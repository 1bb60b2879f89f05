import { EventBridgeClient, PutRuleCommand } from '@aws-sdk/client-eventbridge';
import { eachResource, fail, pass, type DoctorCheck } from '../contract';
import type { DeployedResource } from '../deployed';
import { readRule, ruleName, ruleOf } from '../event-rule';

const MEANING: Readonly<Record<string, string>> = {
  DISABLED: 'it forwards nothing',
  ENABLED: 'it does not see calls that only read',
  ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS: 'it forwards calls that only read, too',
};

/** Whether each rule is in the state of the template. */
export const ruleEnabled: DoctorCheck = {
  id: 'rule-enabled',
  title: 'The rule is enabled, with read-only events where they are wanted',
  part: 'events',
  reads: ['events:DescribeRule'],
  after: ['rule-exists'],
  tasks: eachResource('AWS::Events::Rule', async (resource) => {
    const wanted = String(resource.properties.State ?? 'ENABLED');
    const rule = await readRule(resource);
    if (!rule) return undefined;
    const { State } = rule;
    return State === wanted
      ? pass(`The rule ${ruleName(resource)} is ${State}.`)
      : fail(`The rule ${ruleName(resource)} is ${State}, it should be ${wanted}: ${MEANING[State!] ?? 'it is not known what it forwards'}.`,
        `aws events put-rule with --state ${wanted} (the state of the template), or run doctor --fix.`,
        { does: `set the rule ${ruleName(resource)} in ${resource.stack.aws.region} to ${wanted}`, run: () => setState(resource, wanted) });
  }),
};

/** EnableRule knows one state only: PutRule takes the other, and all that is to stay. */
async function setState(resource: DeployedResource, wanted: string): Promise<void> {
  const { EventPattern, ScheduleExpression, Description, RoleArn } = (await readRule(resource))!;
  await resource.stack.aws.client(EventBridgeClient).send(new PutRuleCommand({
    ...ruleOf(resource), EventPattern, ScheduleExpression, Description: Description || undefined, RoleArn, State: wanted as 'ENABLED',
  }));
}
