/** What signs the calls for a service and a Region. */
type Signer = (scheme?: { readonly signingName?: string; readonly signingRegion?: string }) => Promise<object>;
/** Sends a command through the middleware that was set up for its operation. */
type Handler = (command: never) => Promise<{ readonly output: object }>;

/** A command, its operation erased. */
export interface Command { resolveMiddleware(stack: object, config: object, options: object): Handler }

/** A client of the SDK, as far as it is made frugal. */
export interface SdkClient {
  readonly config: { signer?: Signer };
  readonly middlewareStack: object;
  send(command: Command): Promise<object>;
}

/** What signs is made anew for each call by the SDK, with a copy of all settings: here once for each service and Region that is signed for. */
function keepSigners({ config }: SdkClient): void {
  const { signer } = config;
  const kept = new Map<string, Promise<object>>();
  config.signer = signer && ((scheme) => {
    const id = `${scheme?.signingName} ${scheme?.signingRegion}`;
    const made = kept.get(id) ?? signer(scheme);
    kept.set(id, made);
    return made;
  });
}

/**
 * The middleware of an operation is set up anew for each call by the SDK, or shared by calls that run at the same time, which then overwrite what it
 * remembers, as the endpoint of a bucket. Here it is kept for the next call, and has one call at a time.
 */
function keepHandlers(client: SdkClient): void {
  const idle = new Map<unknown, Handler[]>();
  client.send = async (command) => {
    const handlers = idle.get(command.constructor) ?? [];
    idle.set(command.constructor, handlers);
    const handler = handlers.pop() ?? command.resolveMiddleware(client.middlewareStack, client.config, {});
    return handler(command as never).then(({ output }) => output).finally(() => handlers.push(handler));
  };
}

/** Has a client keep for its next calls what it makes for each call. Middleware that is added after the first call of an operation may be passed by. */
export function makeFrugal(client: SdkClient): void {
  keepSigners(client);
  keepHandlers(client);
}
