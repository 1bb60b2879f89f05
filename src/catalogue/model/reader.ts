/** What an SDK client module of AWS SDK for JavaScript v3 exports; only its `…Command` classes matter here. */
export type Sdk = object;

/** The modules a service reads with: its own client, and further ones by name. */
export interface Clients { readonly own: Sdk; readonly others: Record<string, Sdk> }

type CommandNames<Module> = Extract<keyof Module, `${string}Command`> extends `${infer Name}Command` ? Name : never;

/** Names of the operations of the clients: bare for the service's own client, `client.Operation` for a further one. */
export type OperationName<C extends Clients> =
  | CommandNames<C['own']>
  | { [K in keyof C['others'] & string]: `${K}.${CommandNames<C['others'][K]>}` }[keyof C['others'] & string];

type CommandOf<C extends Clients, Op> = Op extends `${infer K}.${infer Name}`
  ? C['others'][K][`${Name}Command` & keyof C['others'][K]]
  : C['own'][`${Op & string}Command` & keyof C['own']];

/** The input of an operation, as the SDK types it. */
export type Input<C extends Clients, Op> = CommandOf<C, Op> extends new (...args: infer Args) => unknown ? First<Args> : never;
type First<Args> = Args extends readonly [infer I] ? I : never;

/** The output of an operation, as the SDK types it. */
export type Output<C extends Clients, Op> =
  CommandOf<C, Op> extends new (...args: never[]) => { resolveMiddleware(...args: never[]): (...args: never[]) => Promise<{ output: infer O }> }
    ? Omit<O, '$metadata'> : never;

type ListMembers<O> = { [K in keyof O]-?: NonNullable<O[K]> extends readonly unknown[] ? K : never }[keyof O];
type Item<O, M extends keyof O> = NonNullable<O[M]> extends readonly (infer T)[] ? T : never;

/**
 * The only way to call AWS: it knows just the operations an entity declares, so every call has its IAM action.
 * A denied call is written into the ledger of the unit, never thrown, and never taken for an empty answer.
 */
export interface Reader<C extends Clients, Op extends OperationName<C> = OperationName<C>> {
  /** One call. Undefined when AWS says that nothing is configured (`absent`) or when the call was denied (see the ledger). */
  call<O extends Op>(operation: O, input: Input<C, O>): Promise<Output<C, O> | undefined>;

  /** As `call`, but null when AWS says that nothing is configured: what would follow from it need not be asked then. */
  optional<O extends Op>(operation: O, input: Input<C, O>): Promise<Output<C, O> | null | undefined>;

  /** Every page of a list, by the SDK's own paginator. Ends early when denied (see the ledger). */
  pages<O extends Op>(operation: O, input: Input<C, O>): AsyncIterable<Output<C, O>>;

  /** Every element of the list `member` over all pages. */
  items<O extends Op, M extends ListMembers<Output<C, O>> & keyof Output<C, O>>(
    operation: O, member: M, input: Input<C, O>): AsyncIterable<Item<Output<C, O>, M>>;

  /** Repeats a call with growing pauses until `done` holds. Undefined when it was denied or never held (see the ledger). */
  until<O extends Op>(operation: O, input: Input<C, O>, done: (output: Output<C, O>) => boolean): Promise<Output<C, O> | undefined>;

  /** The same operations in another Region. */
  in(region: string): Reader<C, Op>;
}

/** Every element of an asynchronous list, for lists that are small by nature. */
export async function gather<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
