import { fail, pass, type DoctorCheck, type Task } from '../contract';
import type { Integration } from '../integration';

/** Whether what was asked for is deployed at all. */
export const stackFound: DoctorCheck = {
  id: 'stack-found',
  title: 'The stack, the stack set or the rule is there',
  part: 'deployment',
  reads: ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate', 'cloudformation:ListStackResources', 'cloudformation:DescribeStackSet', 'cloudformation:ListStackInstances', 'events:DescribeRule', 'events:ListTargetsByRule', 'events:DescribeApiDestination'],
  after: ['region-enabled'],
  afterAny: ['region-enabled'],
  tasks: (integration) => {
    const { gaps, stacks, stackSets, request } = integration;
    const unreadable = gaps.map(({ accountId, region, what, error }): Task => ({ accountId, region, stack: what.split(' ').at(-1), look: async () => { throw error; } }));
    const open = (name: string) => gaps.some(({ what }) => what.endsWith(` ${name}`));
    const named = [
      ...request.stacks.map((name) => ({ what: `stack ${name}`, name, found: stacks.filter((stack) => stack.name === name).length })),
      ...request.rules.map((name) => ({ what: `rule ${name}`, name, found: stacks.filter((stack) => stack.name === name).length })),
      ...request.stackSets.map((name) => ({ what: `stack set ${name}`, name, found: stackSets.filter((set) => set.name === name).length })),
    ].filter(({ name }) => !open(name)).map(({ what, name, found }) => task(integration, what, name, found));
    if (request.candidates.length === 0 || request.candidates.some(open)) return [...unreadable, ...named];
    const found = stacks.filter(({ name }) => request.candidates.includes(name)).length;
    return [...unreadable, ...named, task(integration, `stack ${request.candidates.join(' or ')}`, request.candidates[0], found)];
  },
};

const task = ({ request: { accountId, regions } }: Integration, what: string, stack: string, found: number): Task => ({
  accountId,
  region: regions[0],
  stack,
  look: async () => (found > 0
    ? pass(`The ${what} was found ${found === 1 ? 'once' : `${found} times`}.`)
    : fail(`There is no ${what} of account ${accountId} in ${regions.join(', ')}.`, 'Make it, or name it by --stack, --stack-set or --rule, the Regions by --regions and the account by --profile.')),
});
