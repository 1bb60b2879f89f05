/** Groups with a bound on what they hold together: the group that was longest untouched goes first. */
export class Bounded<T extends { readonly size: number }> {
  private readonly groups = new Map<string, T>();
  private held = 0;

  /** @param limit what all groups may hold together */
  constructor(private readonly limit: number, private readonly create: () => T) {}

  /** Works on a group, which is made if need be. */
  touch<R>(key: string, work: (group: T) => R): R {
    const group = this.groups.get(key) ?? this.create();
    const before = this.groups.delete(key) ? group.size : 0;
    this.groups.set(key, group);
    const result = work(group);
    // A group counts as one even where it is empty.
    this.held += group.size - before;
    for (const [oldest, { size }] of this.groups) {
      if (this.held + this.groups.size <= this.limit || oldest === key) break;
      this.groups.delete(oldest);
      this.held -= size;
    }
    return result;
  }
}
