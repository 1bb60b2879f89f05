import { setTimeout as sleep } from 'node:timers/promises';
import { gather, type Clients, type Reader } from '../../catalogue/model/reader';
import type { Operation, Service } from '../../catalogue/model/service';
import type { Unread } from '../contracts';
import { AnswerKeeper } from './answers';
import { operationIn, type Client, type ClientPool } from './clients';
import type { Command } from './frugal';
import { untilAborted } from './until-aborted';

/** A reader with its types erased, as the engine hands it to the catalogue. */
export type AnyReader = Reader<Clients, never>;

/** A request that was sent: what the ledger counts and a test of the grant records. */
export interface SentCall { readonly service: string; readonly operation: string; readonly action: string; readonly region: string }

/** What a unit's readers share: the clients of the account, and the count of the calls. */
export interface Session {
  readonly service: Service;
  /** Region calls go to: the unit's, or the home Region of a global service. */
  readonly region: string;
  readonly clients: ClientPool;
  /** Told of every request that is sent, each page of a list included, retries not. */
  readonly onCall: (call: SentCall) => void;
  /** Ends the calls by an error when it is aborted. */
  readonly signal?: AbortSignal;
}

// Milliseconds between the attempts of `until`, about a minute in all.
const PAUSES = [200, 500, 1000, 2000, 4000, 8000, 15_000, 30_000];

/** Codes of errors that mean a permission is missing. */
export const DENIED = /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|AuthorizationError|AuthorizationErrorException|NotAuthorized|Forbidden|403)$/;

/** An error as the SDK throws it. */
export interface AwsError extends Error { readonly Code?: string; readonly code?: string; readonly $metadata?: object; readonly $response?: object }

/** The code of an error, as AWS returned it. */
export const errorCode = (error: AwsError) => [error.Code, error.code, error.name].find((code) => code && code !== 'Error') ?? 'Error';

/** Only what AWS or the network answered is a gap in the facts; anything else is a defect of this program and thrown. */
export const cameFromOutside = (error: unknown): error is AwsError =>
  error instanceof Error && ('$metadata' in error || 'syscall' in error);

const withoutMetadata = ({ $metadata, ...output }: { $metadata?: unknown }) => output;

/** The client as this session sends by it: the SDK's paginators take it for one of their own. */
function sendingBy(client: Client, within: ReturnType<typeof untilAborted>, onSend: () => void): Client {
  return Object.create(client, {
    send: {
      value: (command: Command) => {
        onSend();
        return within(() => client.send(command));
      },
    },
  }) as Client;
}

/** Sends the calls of a session; what could not be read is written into `unread`. */
function sender({ service, clients, signal, onCall }: Session) {
  const within = untilAborted(signal);
  const resolved = new Map<string, ReturnType<typeof find>>();
  /** Where the call goes and under which permission: the same for every call of an operation in a Region. */
  const resolve = (name: string, region: string) => {
    const id = `${name} ${region}`;
    const found = resolved.get(id) ?? find(name, region);
    resolved.set(id, found);
    return found;
  };
  const find = async (name: string, region: string) => {
    const operation: Operation = service.operations[name];
    const [, further, bare] = /^(?:(.+)\.)?(\w+)$/.exec(name)!;
    const module = await (further ? service.clients[further] : service.client)();
    const onSend = () => onCall({ service: service.id, operation: name, action: operation.action, region });
    return { operation, client: sendingBy(clients.get(module, region), within, onSend), ...operationIn(module, bare) };
  };
  const note = (operation: Operation, error: unknown, unread: Unread[]) => {
    if (!cameFromOutside(error)) throw error;
    const code = errorCode(error);
    const isAbsent = operation.absent?.some((each) => (each.includes(': ') ? `${code}: ${error.message}`.startsWith(each) : each === code));
    if (isAbsent) return null;
    unread.push({ action: operation.action, code, denied: DENIED.test(code) });
    return undefined;
  };
  return {
    call: async (name: string, input: object, region: string, unread: Unread[]) => {
      const { operation, client, Command } = await resolve(name, region);
      const output = await client.send(new Command(input)).catch((error) => note(operation, error, unread));
      return output && withoutMetadata(output);
    },
    pages: async function* (name: string, input: object, region: string, unread: Unread[]) {
      const { operation, client, paginate } = await resolve(name, region);
      if (!paginate) throw new Error(`${service.id}: the SDK has no paginator for ${name}; use call.`);
      try {
        for await (const page of paginate({ client }, input)) yield page;
      } catch (error) {
        note(operation, error, unread);
      }
    },
  };
}

/** The readers of one unit. `reader(unread)` reads for one resource and writes what it could not read into `unread`. */
export function openSession(session: Session) {
  const send = sender(session);
  const keepers = { unit: new AnswerKeeper(), account: session.clients.answers };
  const keeperOf = (name: string) => {
    const { shared } = session.service.operations[name];
    return shared && keepers[shared];
  };

  const reader = (unread: Unread[], region: string): AnyReader => {
    // Services name an operation by their own client or by a further one; its action and last word are the same.
    const idOf = (name: string, input: object) => `${region} ${session.service.operations[name].action} ${name.split('.').pop()} ${JSON.stringify(input)}`;
    async function optional(name: string, input: object) {
      const keeper = keeperOf(name);
      if (!keeper) return send.call(name, input, region, unread);
      const { answer, missing } = await keeper.ask(idOf(name, input), (gaps) => send.call(name, input, region, gaps));
      unread.push(...missing);
      return answer;
    }
    const call = async (name: string, input: object) => await optional(name, input) ?? undefined;
    async function* pages(name: string, input: object) {
      const keeper = keeperOf(name);
      if (!keeper) return yield* send.pages(name, input, region, unread);
      const { answer, missing } = await keeper.ask(idOf(name, input), (gaps) => gather(send.pages(name, input, region, gaps)));
      yield* answer;
      // After the pages, as when a list breaks off.
      unread.push(...missing);
    }
    async function* items(name: string, list: string, input: object) {
      for await (const page of pages(name, input)) yield* (page as Record<string, unknown[] | undefined>)[list] ?? [];
    }
    async function repeated(name: string, input: object, done: (output: object) => boolean, gaps: Unread[]) {
      for (const pause of PAUSES) {
        const output = await send.call(name, input, region, gaps);
        if (!output || done(output)) return output ?? undefined;
        await sleep(pause, undefined, { signal: session.signal });
      }
      gaps.push({ action: session.service.operations[name].action, code: 'NotReadyInTime', denied: false });
      return undefined;
    }
    async function until(name: string, input: object, done: (output: object) => boolean) {
      const keeper = keeperOf(name);
      if (!keeper) return repeated(name, input, done, unread);
      const { answer, missing } = await keeper.ask(idOf(name, input), (gaps) => repeated(name, input, done, gaps));
      unread.push(...missing);
      return answer;
    }
    return { call, optional, pages, items, until, in: (other: string) => reader(unread, other) } as unknown as AnyReader;
  };

  return { reader: (unread: Unread[]) => reader(unread, session.region) };
}

/** Opens the readers of a unit in an account; `openSession` reads from AWS itself. */
export type OpenSession = (session: Session, accountId: string) => ReturnType<typeof openSession>;
