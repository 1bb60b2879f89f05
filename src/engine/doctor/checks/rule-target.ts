import type { Json } from '../../json';
import { differences } from '../compare';
import { drifted, eachResource, fail, pass, type DoctorCheck } from '../contract';
import { readRule, readTargets, ruleName } from '../event-rule';

/** Whether each rule sends to what the template says, with its role, its retries and its dead-letter queue. */
export const ruleTarget: DoctorCheck = {
  id: 'rule-target',
  title: 'The target of the rule is that of the template',
  part: 'events',
  reads: ['events:DescribeRule', 'events:ListTargetsByRule'],
  after: ['rule-exists'],
  tasks: eachResource('AWS::Events::Rule', async (resource) => {
    const expected = (resource.properties.Targets ?? []) as Json[];
    if (!await readRule(resource)) return undefined;
    const actual = await readTargets(resource);
    if (actual.length === 0 && expected.length === 0) return fail(`The rule ${ruleName(resource)} has no target: it forwards nothing.`, 'Add the API destination as its target.');
    const drift = [
      ...expected.flatMap((wanted) => {
        const target = actual.find(({ Id }) => Id === wanted.Id);
        return target ? differences(wanted, target as unknown as Json).map((line) => `${line} (target ${String(wanted.Id)})`) : [`- target ${String(wanted.Id)}`];
      }),
      ...actual.filter(({ Id }) => !expected.some((wanted) => wanted.Id === Id)).map(({ Id, Arn }) => `+ target ${Id}: ${Arn}`),
    ];
    return drift.length === 0
      ? pass(`The rule ${ruleName(resource)} sends to ${actual.map(({ Arn }) => Arn).join(', ')}.`)
      : drifted(`The targets of ${ruleName(resource)} were changed`, drift, 'Make a change to the rule in the template and deploy the stack, or write the target back as the lines with - say.');
  }),
};
