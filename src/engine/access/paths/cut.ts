import type { Hop } from './hop';
import type { StatementRef } from '../decision';

/** The fewest statements to change so that no path is left. */
export interface Cut {
  readonly statements: readonly (StatementRef & {
    /** what to do, in one line */
    readonly fix: string;
  })[];
  /** whether no smaller set exists; where many steps hang together the set is a good one, not always the best */
  readonly exact: boolean;
}

/** A step to close: the sets of statements of which one has to go. */
interface Door { readonly options: readonly (readonly string[])[] }

const MOST_EXACT = 12;

const keyOf = ({ policy, index }: StatementRef) => `${policy} ${index}`;

/**
 * Finds the cheapest cut. Every path ends in a step to an administrator, or in one that makes an administrator: with these closed, none is left.
 * @param lasts those last steps
 * @param boundaries ARNs of policies that are permissions boundaries: to change these opens more than it closes
 */
export function cheapestCut(lasts: readonly Hop[], boundaries: ReadonlySet<string>): Cut {
  const refs = new Map(lasts.flatMap(({ statements }) => statements).map((ref) => [keyOf(ref), ref]));
  const doors = lasts.map((hop): Door => ({ options: optionsOf(hop, boundaries) })).filter(({ options }) => options.length > 0);
  const parts = apart(doors);
  const chosen = parts.flatMap((part) => [...part.length <= MOST_EXACT ? smallest(part) : greedy(part)]);
  const fixes = fixesOf(lasts);
  return { statements: chosen.map((key) => ({ ...refs.get(key)!, fix: fixes.get(key)! })), exact: parts.every(({ length }) => length <= MOST_EXACT) };
}

function optionsOf({ closers }: Hop, boundaries: ReadonlySet<string>): string[][] {
  const options = closers.map((closer) => [...new Set(closer.filter(({ policy }) => !boundaries.has(policy)).map(keyOf))].sort())
    .filter(({ length }) => length > 0);
  return [...new Map(options.map((option) => [option.join('|'), option])).values()];
}

/** Doors that share no statement can be closed apart from each other. */
function apart(doors: readonly Door[]): Door[][] {
  const parts: { readonly keys: Set<string>; readonly doors: Door[] }[] = [];
  for (const door of doors) {
    const keys = new Set(door.options.flat());
    const joined = parts.filter((part) => [...keys].some((key) => part.keys.has(key)));
    for (const part of joined) parts.splice(parts.indexOf(part), 1);
    parts.push({ keys: new Set([...keys, ...joined.flatMap((part) => [...part.keys])]), doors: [...joined.flatMap((part) => part.doors), door] });
  }
  return parts.map((part) => part.doors);
}

const isClosed = ({ options }: Door, gone: ReadonlySet<string>) => options.some((option) => option.every((key) => gone.has(key)));

/** The smallest set, by trying ever larger ones. */
function smallest(doors: readonly Door[]): Set<string> {
  const limit = greedy(doors);
  for (let size = 1; size < limit.size; size++) {
    const found = within(doors, new Set(), size);
    if (found) return found;
  }
  return limit;
}

function within(doors: readonly Door[], gone: ReadonlySet<string>, size: number): Set<string> | undefined {
  const open = doors.find((door) => !isClosed(door, gone));
  if (!open) return new Set(gone);
  for (const option of open.options) {
    const next = new Set([...gone, ...option]);
    const found = next.size <= size ? within(doors, next, size) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Closes the most doors for a statement, again and again. */
function greedy(doors: readonly Door[]): Set<string> {
  const gone = new Set<string>();
  for (let open = doors; open.length > 0; open = open.filter((door) => !isClosed(door, gone))) {
    const counts = new Map<string, { readonly option: readonly string[]; count: number }>();
    for (const { options } of open) {
      for (const option of options) {
        const known = counts.get(option.join('|')) ?? { option, count: 0 };
        known.count += 1;
        counts.set(option.join('|'), known);
      }
    }
    const [best] = [...counts.values()].sort((a, b) => b.count / b.option.length - a.count / a.option.length);
    for (const key of best.option) gone.add(key);
  }
  return gone;
}

function fixesOf(lasts: readonly Hop[]): Map<string, string> {
  const steps = new Map<string, Hop[]>();
  for (const hop of lasts) for (const ref of hop.closers.flat()) steps.set(keyOf(ref), [...steps.get(keyOf(ref)) ?? [], hop]);
  return new Map([...steps].map(([key, hops]) => {
    const more = new Set(hops.map(({ from, to }) => `${from} ${to}`)).size - 1;
    return [key, `Take away what ${hops[0].method} needs from ${hops[0].from} to ${hops[0].to}${more > 0 ? `, and ${more} more steps` : ''}`];
  }));
}
