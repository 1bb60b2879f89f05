interface Kept<T> { readonly group: T; readonly key: string; used: boolean }

/**
 * Groups with a bound on what they hold together. When it is passed, the oldest groups go that were not touched since they were last looked
 * at (the clock algorithm: nearly the least recently used, without moving a group at every touch).
 */
export class Bounded<T extends { readonly size: number }> {
  private readonly groups = new Map<string, Kept<T>>();
  private held = 0;

  /** @param limit what all groups may hold together; a group counts as one even where it is empty */
  constructor(private readonly limit: number, private readonly create: () => T) {}

  /** Works on a group, which is made if need be. */
  touch<R>(key: string, work: (group: T) => R): R {
    let kept = this.groups.get(key);
    if (!kept) {
      kept = { group: this.create(), key, used: true };
      this.groups.set(key, kept);
    }
    kept.used = true;
    const before = kept.group.size;
    const result = work(kept.group);
    this.held += kept.group.size - before;
    if (this.held + this.groups.size > this.limit) this.evict(kept);
    return result;
  }

  private evict(current: Kept<T>): void {
    for (const [key, kept] of this.groups) {
      if (this.held + this.groups.size <= this.limit || this.groups.size === 1) return;
      this.groups.delete(key);
      if (kept.used) {
        kept.used = kept === current;
        this.groups.set(key, kept);
      } else {
        this.held -= kept.group.size;
      }
    }
  }
}
