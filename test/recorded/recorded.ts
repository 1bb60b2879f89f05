import type { Input, OperationName, Output, Sdk } from '../../src/catalogue/model/reader';
import type { Service } from '../../src/catalogue/model/service';

/** The clients of a service, as its `defineService` names them. */
export interface RecordedClients { readonly own: Sdk; readonly others: Record<string, Sdk> }

/** What AWS answers to one operation: a value in the shape of the service model, or by its input; an error by `awsError`. */
type Answer<C extends RecordedClients, Op extends OperationName<C>> = Output<C, Op> | Error | ((input: Input<C, Op>, region: string) => Output<C, Op> | Error);

/** Answers by operation; the types are the SDK's, which are generated from the service models, so a wrong shape does not compile. */
export type Recorded<C extends RecordedClients> = { readonly [Op in OperationName<C>]?: Answer<C, Op> };

/** Answers, their types erased. */
export type AnyRecorded = Readonly<Record<string, unknown>>;

/** Declares the answers of a service that reads with one client. */
export const recorded = <Own extends Sdk>(answers: Recorded<{ own: Own; others: Record<never, never> }>): AnyRecorded => answers;

/** Declares the answers of a service that reads with further clients. */
export const recordedWith = <C extends RecordedClients>(answers: Recorded<C>): AnyRecorded => answers;

/** An error as the SDK throws it. */
export const awsError = (name: string): Error => Object.assign(new Error(name), { name, $metadata: { httpStatusCode: 400 } });

type Send = (args: { input: object }) => Promise<{ output: object }>;
type Middleware = (next: Send, context: { commandName?: string }) => Send;
interface Client { readonly config: { region: () => Promise<string> }; readonly middlewareStack: { add(middleware: Middleware, options: object): void } }

/** The real SDK module with only the wire taken away: its commands, its paginators, its middleware, and a client that answers from the record. */
function answering(module: Sdk, answerOf: (operation: string) => unknown): Sdk {
  const [name, RealClient] = Object.entries(module).find(([key]) => /^[A-Z]\w*Client$/.test(key)) as [string, new (config: object) => Client];
  class RecordedClient extends RealClient {
    constructor(config: object) {
      super(config);
      this.middlewareStack.add((_, { commandName = '' }) => async ({ input }) => {
        const answer = answerOf(commandName.replace(/Command$/, ''));
        const output = typeof answer === 'function' ? await answer(input, await this.config.region()) as object : answer as object;
        if (output instanceof Error) throw output;
        return { output: { $metadata: {}, ...output } };
      }, { step: 'initialize', priority: 'low' });
    }
  }
  return { ...module, [name]: RecordedClient };
}

/** The service, reading from the record. An operation without an answer is a defect of the record and stops the test. */
export function replayed(service: Service, answers: AnyRecorded): Service {
  const load = (client: () => Promise<Sdk>, prefix: string) => async () => answering(await client(), (operation) => {
    if (!(`${prefix}${operation}` in answers)) throw new Error(`test/recorded/${service.id}.ts has no answer for ${prefix}${operation}`);
    return answers[`${prefix}${operation}`];
  });
  return {
    ...service,
    client: load(service.client, ''),
    clients: Object.fromEntries(Object.entries(service.clients).map(([name, client]) => [name, load(client, `${name}.`)])),
  };
}
