import { eachResource, fail, pass, type DoctorCheck } from '../contract';
import { readRule, ruleName } from '../event-rule';

/** Whether each rule is there. */
export const ruleExists: DoctorCheck = {
  id: 'rule-exists',
  title: 'The rule is there',
  part: 'events',
  reads: ['events:DescribeRule'],
  tasks: eachResource('AWS::Events::Rule', async (resource) => (await readRule(resource)
    ? pass(`The rule ${ruleName(resource)} is there.`)
    : fail(`The rule ${ruleName(resource)} is gone: nothing is forwarded.`, 'Delete the stack and deploy it again, or make a change to the rule in the template.'))),
};
