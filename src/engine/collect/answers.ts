import type { Unread } from '../contracts';

/** An answer with what of it could not be read. */
export interface Kept<T> { readonly answer: T; readonly missing: readonly Unread[] }

/** Keeps the answers of shared operations: the first who asks has them read, the others get the same. */
export class AnswerKeeper {
  private readonly kept = new Map<string, Promise<Kept<unknown>>>();

  /** @param id what is asked, where, with which input */
  ask<T>(id: string, read: (missing: Unread[]) => Promise<T>): Promise<Kept<T>> {
    const kept = this.kept.get(id) as Promise<Kept<T>> | undefined;
    if (kept) return kept;
    const missing: Unread[] = [];
    const asked = read(missing).then((answer) => ({ answer, missing }));
    this.kept.set(id, asked);
    return asked;
  }
}
