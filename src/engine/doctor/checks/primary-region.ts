import { fail, pass, type DoctorCheck, type Task } from '../contract';

/** Whether the hub that regional forwarders send to is among what was deployed. */
export const primaryRegion: DoctorCheck = {
  id: 'primary-region',
  title: 'The primary Region is among the Regions',
  part: 'deployment',
  reads: ['cloudformation:DescribeStacks', 'cloudformation:ListStackInstances'],
  afterAny: ['region-enabled'],
  tasks: ({ stacks, stackSets, request }) => {
    const ofSets = new Set(stackSets.flatMap(({ instances }) => instances.map(({ stackId }) => stackId)));
    const own = stacks.filter(({ id, aws }) => aws.accountId === request.accountId && !ofSets.has(id));
    const hubs = new Map(own.filter(({ parameters }) => parameters.PrimaryRegion).map((stack) => [`${stack.name}|${stack.parameters.PrimaryRegion}`, stack]));
    const ofStacks = [...hubs.values()].filter(({ aws, resources }) => sendsTo(aws.accountId, resources)).map(({ name, aws, parameters }): Task => ({
      accountId: aws.accountId,
      region: parameters.PrimaryRegion,
      stack: name,
      look: async () => verdict(name, parameters.PrimaryRegion, own.filter((stack) => stack.name === name).map((stack) => stack.aws.region)),
    }));
    const ofStackSets = stackSets.filter(({ parameters }) => parameters.PrimaryRegion).map(({ aws, name, parameters, instances }): Task => ({
      accountId: aws.accountId,
      region: aws.region,
      stack: name,
      look: async () => verdict(name, parameters.PrimaryRegion, [...new Set(instances.map(({ region }) => region))]),
    }));
    return [...ofStacks, ...ofStackSets];
  },
};

/** Whether the hub is in this account: one of another account is looked at there. */
const sendsTo = (accountId: string, resources: readonly { readonly properties: object }[]) => {
  const buses = resources.flatMap(({ properties }) => JSON.stringify(properties).match(/arn:[\w-]+:events:[\w-]+:\d{12}:event-bus\//g) ?? []);
  return buses.every((arn) => arn.split(':')[4] === accountId);
};

const verdict = (name: string, primary: string, regions: readonly string[]) => (regions.includes(primary)
  ? pass(`${name} is in its primary Region, ${primary}.`)
  : fail(`The primary Region of ${name} is ${primary}; it is in ${regions.join(', ') || 'none'}: what they send has no destination.`, `Deploy ${name} in ${primary} first, then in the other Regions.`));
