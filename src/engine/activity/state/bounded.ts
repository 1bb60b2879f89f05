import { accountOf, type SavedGroup } from './state';
import type { ActivityRecord } from '../record';

interface Kept<T> { readonly group: T; readonly account: string; used: boolean; size: number }

/** What is left of the limit after the oldest went: they go many at once, as looking for them is dear. */
const LEFT = 0.9;

/**
 * Groups with a bound on what they hold together. When it is passed, the oldest groups go that were not touched since they were last looked
 * at (the clock algorithm: nearly the least recently used, without moving a group at every touch).
 */
export class Bounded<T extends { readonly size: number }> {
  private readonly groups = new Map<string, Kept<T>>();
  private current: Kept<T> | undefined;
  private held = 0;

  /** @param limit what all groups may hold together; a group counts as one even where it is empty */
  constructor(private readonly limit: number, private readonly create: () => T) {}

  /**
   * A group, which is made if need be; tell by `settle` when the work on it is done.
   * @param first the event that makes it: it is saved under its account
   */
  open(key: string, first: Pick<ActivityRecord, 'accountId'>): T {
    const kept = this.groups.get(key) ?? this.make(key, accountOf(first));
    kept.used = true;
    this.current = kept;
    return kept.group;
  }

  private make(key: string, account: string): Kept<T> {
    const kept = { group: this.create(), account, used: true, size: 0 };
    this.groups.set(key, kept);
    return kept;
  }

  /** Counts what the group holds that was opened last, and lets others go where it is too much. */
  settle(): void {
    const kept = this.current!;
    const { size } = kept.group;
    this.held += size - kept.size;
    kept.size = size;
    if (this.held + this.groups.size > this.limit) this.evict(kept);
  }

  /** What is worth saving of each group, those that were longest untouched first; undefined leaves a group out. */
  save(keep: (group: T) => unknown): SavedGroup[] {
    const saved: SavedGroup[] = [];
    for (const [key, { group, account }] of this.groups) {
      const kept = keep(group);
      if (kept !== undefined) saved.push({ account, key, kept });
    }
    return saved;
  }

  /** Takes back groups that were saved. */
  load(groups: readonly SavedGroup[], fill: (group: T, kept: unknown) => void): void {
    for (const { key, account, kept } of groups) {
      this.current = this.groups.get(key) ?? this.make(key, account);
      fill(this.current.group, kept);
      this.settle();
    }
  }

  private evict(current: Kept<T>): void {
    for (const [key, kept] of this.groups) {
      if (this.held + this.groups.size <= this.limit * LEFT || this.groups.size === 1) return;
      this.groups.delete(key);
      if (kept.used) {
        kept.used = kept === current;
        this.groups.set(key, kept);
      } else {
        this.held -= kept.size;
      }
    }
  }
}
