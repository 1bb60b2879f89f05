import { defineService, type Service } from '../../src/catalogue/model/service';

/** How an operation of the fake answers in a Region: a value, or an error as the SDK throws it. */
export type Answer = (input: Record<string, unknown>, region: string) => unknown;

/** An error in the shape of the AWS SDK's. */
export function awsError(name: string): Error {
  return Object.assign(new Error(name), { name, $metadata: { httpStatusCode: 400 } });
}

/** What was asked of the fake, and how many calls were in flight at most. */
export interface Traffic { readonly calls: string[]; atOnce: number }

/**
 * A service over a fake SDK module (the edge of the unit): things with a secret detail, parts of things, and shapes with tags.
 */
export function fakeService(answers: Record<string, Answer>): { service: Service; traffic: Traffic } {
  const traffic: Traffic = { calls: [], atOnce: 0 };
  let inFlight = 0;
  class Command {
    constructor(readonly input: Record<string, unknown>) {}
    resolveMiddleware(stack: { answer(command: Command, region: string): Promise<object> }, { region }: { region: string }) {
      return async (command: Command) => ({ output: await stack.answer(command, region) });
    }
  }
  class ListThingsCommand extends Command {}
  class DescribeThingCommand extends Command {}
  class ListPartsCommand extends Command {}
  type Middleware = (next: (args: object) => Promise<object>, context: object) => (args: object) => Promise<object>;
  class FakeClient {
    private readonly middleware: Middleware[] = [];
    readonly middlewareStack = { add: (each: Middleware) => this.middleware.push(each), answer: (command: Command, region: string) => this.answer(command, region) };
    send!: (command: Command) => Promise<object>;
    constructor(readonly config: { region: string }) {}
    private async answer(command: Command, region: string): Promise<object> {
      const commandName = command.constructor.name;
      const answer = async () => {
        traffic.calls.push(commandName.replace('Command', ''));
        traffic.atOnce = Math.max(traffic.atOnce, ++inFlight);
        await new Promise((resolve) => setTimeout(resolve, 2));
        inFlight--;
        return answers[commandName.replace('Command', '')](command.input, region) as object;
      };
      return this.middleware.reduceRight<(args: object) => Promise<object>>((next, each) => each(next, { commandName }), answer)(command.input);
    }
    destroy() {}
  }
  const paginate = (Page: typeof Command) => async function* ({ client }: { client: FakeClient }, input: Record<string, unknown>) {
    let token: unknown;
    do {
      const page = await client.send(new Page({ ...input, token })) as { token?: unknown };
      yield page;
      token = page.token;
    } while (token);
  };
  const module = {
    FakeClient,
    ListThingsCommand,
    DescribeThingCommand,
    ListPartsCommand,
    paginateListThings: paginate(ListThingsCommand),
    paginateListParts: paginate(ListPartsCommand),
  };
  const service = defineService({
    id: 'fake',
    title: 'Fake',
    scope: 'regional',
    eventSource: 'fake.amazonaws.com',
    node: 'aws_ec2',
    client: async () => module as never as typeof import('@aws-sdk/client-kms'),
    operations: {} as never,
    entities: () => ({}),
  }) as unknown as Service;
  return { service: { ...service, ...declared() }, traffic };
}

interface Thing { Id: string; Secret?: string; Friend?: string; Tags?: { Key: string; Value: string }[]; Made?: Date }

/** The declarations, untyped: the types have their own tests. */
function declared(): Pick<Service, 'operations' | 'entities'> {
  type AnyReader = { call(name: string, input: object): Promise<never>; items(name: string, member: string, input: object): AsyncIterable<never> };
  const thing = {
    class: ['Host'],
    reads: ['ListThings', 'DescribeThing'],
    changes: ['CreateThing'],
    ofNode: true,
    list: (read: AnyReader) => read.items('ListThings', 'Things', {}),
    describe: async (read: AnyReader, seed: Thing) => ({ ...seed, ...await read.call('DescribeThing', { Id: seed.Id }) as object }),
    key: (t: Thing, at: { arn(service: string, resource: string): string }) => at.arn('fake', `thing/${t.Id}`),
    name: (t: Thing) => t.Id,
    tags: (t: Thing) => t.Tags,
    aliases: (t: Thing) => [`alias/${t.Id}`],
    facts: (t: Thing) => ({ isSecret: t.Secret !== undefined }),
    relationships: [{ verb: 'USES', to: 'aws_instance', key: (t: Thing) => t.Friend }],
  };
  const part = {
    class: ['Disk'],
    reads: ['ListParts'],
    changes: [],
    of: thing,
    list: async function* (read: AnyReader, _: unknown, parent: Thing) {
      for await (const each of read.items('ListParts', 'Parts', { Id: parent.Id })) yield { ...each as object, Parent: parent.Id };
    },
    key: (p: Thing & { Parent: string }, at: { arn(service: string, resource: string): string }) => at.arn('fake', `part/${p.Parent}/${p.Id}`),
    name: (p: Thing) => p.Id,
  };
  return {
    operations: {
      ListThings: { action: 'fake:ListThings' },
      DescribeThing: { action: 'fake:ReadThing', absent: ['NoSuchThing'] },
      ListParts: { action: 'fake:ListParts' },
    },
    entities: { aws_ebs_volume: part, aws_instance: thing } as never,
  };
}
