import { fail, pass, type DoctorCheck, type Task } from '../contract';
import type { DeployedStack } from '../deployed';
import type { Integration } from '../integration';

/** A stack that forwards events of its own Region is needed in each Region. */
const isRegional = ({ resources }: DeployedStack) => resources.some(({ type, properties }) => type === 'AWS::Events::Rule' && JSON.stringify(properties.EventPattern ?? '').includes('CloudTrail'));

/** Whether each Region that was asked for has what forwards its events. */
export const regionDeployed: DoctorCheck = {
  id: 'region-deployed',
  title: 'Every Region has its stack',
  part: 'deployment',
  reads: ['cloudformation:DescribeStacks', 'cloudformation:ListStackInstances'],
  afterAny: ['region-enabled', 'stack-found'],
  tasks: (integration) => [...ofStacks(integration), ...ofStackSets(integration)],
};

function ofStacks({ stacks, stackSets, request: { accountId, regions }, gaps }: Integration): Task[] {
  const ofSets = new Set(stackSets.flatMap(({ instances }) => instances.map(({ stackId }) => stackId)));
  const regional = stacks.filter((stack) => stack.aws.accountId === accountId && !ofSets.has(stack.id) && isRegional(stack));
  return [...new Set(regional.map(({ name }) => name))].flatMap((name) => {
    const ours = regional.filter((stack) => stack.name === name);
    const there = ours.map(({ aws }) => aws.region);
    // The primary Region is looked at by primary-region.
    const asked = regions.filter((region) => region !== ours[0].parameters.PrimaryRegion && !gaps.some((gap) => gap.region === region && gap.what === `stack ${name}`));
    return asked.map((region): Task => ({
      accountId,
      region,
      stack: name,
      look: async () => (there.includes(region)
        ? pass(`${name} is in ${region}.`)
        : fail(`${name} is in ${there.join(', ')}, and not in ${region}: no event of ${region} is forwarded.`, `Deploy ${name} in ${region}, with the same parameters.`)),
    }));
  });
}

/** A stack set goes where its template says; one that no stack made, and that has a hub, to each Region that was asked for. */
function ofStackSets({ stackSets, request: { regions: asked, stackSets: named } }: Integration): Task[] {
  return stackSets.flatMap(({ aws, name, parameters: { PrimaryRegion }, instances, targets }) => {
    const regions = targets.length > 0 ? targets.flatMap((target) => target.regions) : named.includes(name) || PrimaryRegion ? asked : [];
    const accounts = new Set([...instances.map(({ accountId }) => accountId), ...targets.flatMap((target) => target.accounts)]);
    return regions.length === 0 ? [] : [...accounts].map((accountId): Task => {
      const there = instances.filter((instance) => instance.accountId === accountId).map(({ region }) => region);
      const missing = [...new Set(regions)].filter((region) => region !== PrimaryRegion && !there.includes(region));
      return {
        accountId,
        region: aws.region,
        stack: name,
        look: async () => (missing.length === 0
          ? pass(`${name} has stacks in ${there.join(', ')}.`)
          : fail(`${name} has no stack in ${missing.join(', ')} of account ${accountId}, only in ${there.join(', ') || 'none'}.`,
            `Add the account and ${missing.join(', ')} to the stack set: aws cloudformation create-stack-instances.`)),
      };
    });
  });
}
