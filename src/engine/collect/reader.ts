import { setTimeout as sleep } from 'node:timers/promises';
import type { Clients, Reader, Sdk } from '../../catalogue/model/reader';
import type { Operation, Service } from '../../catalogue/model/service';
import type { Unread } from '../contracts';
import { createClient, operationIn, type Client, type ClientSettings, type CredentialProvider } from './clients';

/** A reader with its types erased, as the engine hands it to the catalogue. */
export type AnyReader = Reader<Clients, never>;

/** A request that was sent: what the ledger counts and a test of the grant records. */
export interface SentCall { readonly service: string; readonly operation: string; readonly action: string; readonly region: string }

/** What a unit's readers share: clients, and the count of the calls. */
export interface Session {
  readonly service: Service;
  /** Region calls go to: the unit's, or the home Region of a global service. */
  readonly region: string;
  readonly credentials: CredentialProvider;
  readonly settings: ClientSettings;
  /** Told of every call that is sent. */
  readonly onCall: (call: SentCall) => void;
}

// Milliseconds between the attempts of `until`, about a minute in all.
const PAUSES = [200, 500, 1000, 2000, 4000, 8000, 15_000, 30_000];

/** Codes of errors that mean a permission is missing. */
export const DENIED = /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|AuthorizationError|AuthorizationErrorException|NotAuthorized|Forbidden|403)$/;

/** An error as the SDK throws it. */
export interface AwsError { readonly name: string; readonly Code?: string; readonly code?: string; readonly $metadata?: object; readonly $response?: object }

/** The code of an error, as AWS returned it. */
export const errorCode = (error: AwsError) => [error.Code, error.code, error.name].find((code) => code && code !== 'Error') ?? 'Error';

/** Only what AWS or the network answered is a gap in the facts; anything else is a defect of this program and thrown. */
export const cameFromOutside = (error: unknown): error is AwsError =>
  error instanceof Error && ('$metadata' in error || 'syscall' in error);

const withoutMetadata = ({ $metadata, ...output }: { $metadata?: unknown }) => output;

/** Opens clients once a session: by name of the further client and Region. */
function clientCache(session: Session) {
  const opened = new Map<string, Promise<{ module: Sdk; client: Client }>>();
  const open = async (name: string, region: string) => {
    const module = await (name ? session.service.clients[name] : session.service.client)();
    const onSend = (bare: string) => {
      const operation = name ? `${name}.${bare}` : bare;
      session.onCall({ service: session.service.id, operation, action: session.service.operations[operation].action, region });
    };
    return { module, client: createClient(module, region, session.credentials, session.settings, onSend) };
  };
  return {
    get: (name: string, region: string) => {
      const id = `${name}@${region}`;
      if (!opened.has(id)) opened.set(id, open(name, region));
      return opened.get(id)!;
    },
    close: async () => { for (const each of opened.values()) (await each).client.destroy(); },
  };
}

/** The readers of one unit. `reader(unread)` reads for one resource and writes what it could not read into `unread`. */
export function openSession(session: Session) {
  const clients = clientCache(session);

  /** Where the call goes and under which permission. */
  const resolve = async (name: string, region: string) => {
    const operation: Operation = session.service.operations[name];
    const [, own, bare] = /^(?:(.+)\.)?(\w+)$/.exec(name)!;
    const { module, client } = await clients.get(own ?? '', region);
    return { operation, client, ...operationIn(module, bare) };
  };

  const note = (operation: Operation, error: unknown, unread: Unread[]) => {
    if (!cameFromOutside(error)) throw error;
    const code = errorCode(error);
    if (!operation.absent?.includes(code)) unread.push({ action: operation.action, code, denied: DENIED.test(code) });
  };

  const reader = (unread: Unread[], region: string): AnyReader => {
    async function call(name: string, input: object) {
      const { operation, client, Command } = await resolve(name, region);
      const output = await client.send(new Command(input)).catch((error) => note(operation, error, unread));
      return output && withoutMetadata(output);
    }
    async function* pages(name: string, input: object) {
      const { operation, client, paginate } = await resolve(name, region);
      if (!paginate) throw new Error(`${session.service.id}: the SDK has no paginator for ${name}; use call.`);
      try {
        for await (const page of paginate({ client }, input)) yield page;
      } catch (error) {
        note(operation, error, unread);
      }
    }
    async function* items(name: string, list: string, input: object) {
      for await (const page of pages(name, input)) yield* (page as Record<string, unknown[] | undefined>)[list] ?? [];
    }
    async function until(name: string, input: object, done: (output: object) => boolean) {
      for (const pause of PAUSES) {
        const output = await call(name, input);
        if (!output || done(output)) return output;
        await sleep(pause);
      }
      unread.push({ action: session.service.operations[name].action, code: 'NotReadyInTime', denied: false });
      return undefined;
    }
    return { call, pages, items, until, in: (other: string) => reader(unread, other) } as unknown as AnyReader;
  };

  return { reader: (unread: Unread[]) => reader(unread, session.region), close: clients.close };
}

/** Opens the readers of a unit in an account; `openSession` reads from AWS itself. */
export type OpenSession = (session: Session, accountId: string) => ReturnType<typeof openSession>;
