import type { Aws } from '../../../src/engine/doctor/aws';
import type { DoctorCheck, Verdict } from '../../../src/engine/doctor/contract';
import type { DeployedStack } from '../../../src/engine/doctor/deployed';
import type { Integration, Request } from '../../../src/engine/doctor/integration';

/** Answers of AWS by operation; what was sent is kept. */
export function fakeStack(resources: readonly { type: string; properties: object; declared?: object }[], answers: Readonly<Record<string, object>>) {
  const sent: { operation: string; input: unknown }[] = [];
  const send = async ({ constructor: { name }, input }: { constructor: { name: string }; input: unknown }) => {
    const operation = name.replace(/Command$/, '');
    sent.push({ operation, input });
    return answers[operation];
  };
  const aws = { accountId: '111111111111', region: 'us-east-1', partition: 'aws', client: (Client: new (config: object) => object) => Object.assign(Object.create(Client.prototype), { send }) } as unknown as Aws;
  const stack: DeployedStack = { aws, id: 'arn:aws:cloudformation:us-east-1:111111111111:stack/S/1', name: 'S', status: 'CREATE_COMPLETE', parameters: {}, resources: [] };
  (stack.resources as object[]).push(...resources.map(({ type, properties, declared = {} }, at) => ({ stack, logicalId: `R${at}`, type, physicalId: `r${at}`, properties, declared })));
  return { stack, sent };
}

/** Runs a check over one stack. */
export async function look(check: DoctorCheck, stack: DeployedStack, request: Partial<Request> = {}): Promise<Verdict[]> {
  const integration = { stacks: [stack], stackSets: [], regions: [], accounts: [], gaps: [], request: { clock: () => 0, secret: () => undefined, ...request } } as unknown as Integration;
  const verdicts = await Promise.all(check.tasks(integration).map((task) => task.look()));
  return verdicts.flatMap((verdict) => verdict ?? []) as Verdict[];
}
