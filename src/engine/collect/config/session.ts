import { answers } from './answers';
import { described, describedAnswer } from './described';
import { NotTold, type Recorded } from './document';
import { recorded, SELECT, type Aggregator } from './query';
import type { Operation } from '../../../catalogue/model/service';
import type { Unread } from '../../contracts';
import { cameFromOutside, DENIED, errorCode, type AnyReader, type OpenSession, type Session } from '../reader';

/** Code of a gap where AWS Config does not record what a call would tell. */
export const NOT_IN_CONFIG = 'NotInConfig';

/** What a unit asks AWS Config for, once, when it first needs it. */
function documents(session: Session, aggregator: Aggregator, accountId: string) {
  const { service } = session;
  const types = [...new Set([
    ...Object.values(answers[service.id] ?? {}).flatMap((answer) => answer.types), ...Object.values(described[service.id] ?? {}).map(({ type }) => type),
  ])];
  const region = service.scope === 'global' ? undefined : session.region;
  const onPage = () => session.onCall({ service: service.id, ...SELECT, region: aggregator.region });
  let asked: Promise<readonly Recorded[]> | undefined;
  return () => asked ??= recorded(aggregator, { accountId, region, types }, onPage);
}

/** Reads the resources of one type; none may also mean that AWS Config does not record the type. */
const ofType = (all: readonly Recorded[]) => (type: string) => {
  const found = all.filter(({ resourceType }) => resourceType === type);
  if (found.length === 0) throw new NotTold();
  return found;
};

/**
 * Readers that answer from what AWS Config has recorded of an account, in the shape of the calls that the catalogue declares: so the same entities come of
 * it. A call that it cannot answer is a gap of the code `NotInConfig`, as if it had been denied.
 */
export const openConfigSession = (aggregator: Aggregator): OpenSession => (session, accountId) => {
  const documentsOf = documents(session, aggregator, accountId);
  const { service } = session;
  const answerOf = async (name: string, input: object) => {
    const [answer, row] = [answers[service.id]?.[name], described[service.id]?.[name]];
    if (!answer && !row) throw new NotTold();
    const [of, given] = [ofType(await documentsOf()), input as Record<string, unknown>];
    if (answer) return answer.output(of, given) ?? null;
    const [operation, client] = name.split('.').reverse();
    return describedAnswer(await (client ? service.clients[client] : service.client)(), operation, row, of, given);
  };
  const reader = (unread: Unread[]): AnyReader => {
    async function optional(name: string, input: object) {
      const operation: Operation = service.operations[name];
      const untold = () => unread.push({ action: operation.action, code: NOT_IN_CONFIG, denied: false });
      try {
        const answer = await answerOf(name, input);
        if (described[service.id]?.[name]?.partly) untold();
        return answer;
      } catch (error) {
        if (error instanceof NotTold) {
          untold();
          return undefined;
        }
        if (!cameFromOutside(error)) throw error;
        unread.push({ action: SELECT.action, code: errorCode(error), denied: DENIED.test(errorCode(error)) });
        return undefined;
      }
    }
    const call = async (name: string, input: object) => await optional(name, input) ?? undefined;
    async function* pages(name: string, input: object) {
      const output = await call(name, input);
      if (output) yield output;
    }
    async function* items(name: string, list: string, input: object) {
      for await (const page of pages(name, input)) yield* (page as Record<string, unknown[] | undefined>)[list] ?? [];
    }
    return { call, optional, pages, items, until: call, in: () => reader(unread) } as unknown as AnyReader;
  };
  return { reader };
};
