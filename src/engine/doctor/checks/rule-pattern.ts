import { matches } from '../compare';
import { eachResource, fail, pass, type DoctorCheck } from '../contract';
import { readRule, ruleName } from '../event-rule';

/** Whether each rule matches the events of the template. */
export const rulePattern: DoctorCheck = {
  id: 'rule-pattern',
  title: 'The event pattern of the rule is that of the template',
  part: 'events',
  reads: ['events:DescribeRule'],
  after: ['rule-exists'],
  tasks: eachResource('AWS::Events::Rule', async (resource) => {
    const expected = resource.properties.EventPattern;
    const rule = await readRule(resource);
    if (!rule) return undefined;
    const { EventPattern = '{}' } = rule;
    const wanted = typeof expected === 'string' ? JSON.parse(expected) as unknown : expected;
    return matches(wanted, JSON.parse(EventPattern))
      ? pass(`The rule ${ruleName(resource)} matches the events of the template.`)
      : fail([`The event pattern of ${ruleName(resource)} was changed:`, `- ${JSON.stringify(wanted)}`, `+ ${EventPattern}`].join('\n'), 'Write the event pattern of the template back.');
  }, ({ properties }) => properties.EventPattern !== undefined),
};
