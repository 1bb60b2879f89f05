import type { Hop } from './hop';
import type { Found } from './search';

/** A way from somebody to an administrator. */
export interface Path {
  /** ARN of where it starts */
  readonly from: string;
  /** ARN of where it ends: an administrator, or whom the last step makes one */
  readonly to: string;
  readonly hops: readonly Hop[];
  /** `proven` if every step is, and the end is an administrator without conditions */
  readonly status: 'proven' | 'possible';
}

const MOST_ROUTES = 20;

interface Near { readonly length: number; readonly doubts: number; readonly hop: Hop }

/** The ways to what resources hold; and of everybody who reaches an administrator the shortest way, the shortest proven one, the methods that make its first step, and the ways by other first steps, at most 20. */
export function routes(found: Omit<Found, 'blocked'>): Path[] {
  const all = nearest(found, () => true);
  const proven = nearest(found, ({ status }) => status === 'proven');
  const paths = [...[...found.selfMade.values()].flat(), ...found.resources].map((hop) => pathOf([hop], found));
  for (const from of found.steps.keys()) paths.push(...routesFrom(from, { found, all, proven }));
  return paths;
}

type Ways = { readonly found: Omit<Found, 'blocked'>; readonly all: ReadonlyMap<string, Near>; readonly proven: ReadonlyMap<string, Near> };

function routesFrom(from: string, { found, all, proven }: Ways): Path[] {
  const hops = found.steps.get(from)!;
  const best = all.get(from)?.hop ?? hops[0];
  const sure = proven.get(from)?.hop;
  const byNext = new Map<string, Hop>();
  for (const hop of hops) if (hop.to !== best.to && (!byNext.has(hop.to) || rank(hop) < rank(byNext.get(hop.to)!))) byNext.set(hop.to, hop);
  const firsts = [best, ...hops.filter((hop) => hop.to === best.to && hop !== best), ...[...byNext.values()].slice(0, MOST_ROUTES)];
  const ways = firsts.map((first) => whole(first, found, all));
  const proof = sure && sure !== best ? whole(sure, found, proven) : undefined;
  const seen = new Set<string>();
  return [proof, ...ways].filter((way) => way !== undefined).filter((way) => {
    const key = way.map((hop) => `${hop.method} ${hop.to}`).join('|');
    return !seen.has(key) && seen.add(key);
  }).map((way) => pathOf(way, found));
}

const rank = ({ status, method }: Hop) => (status === 'possible' ? 2 : 0) + (method.startsWith('rule:') ? 1 : 0);

/** A step and those after it, down to an administrator; undefined where they lead back to where the step starts. */
function whole(first: Hop, found: Omit<Found, 'blocked'>, near: ReadonlyMap<string, Near>): Hop[] | undefined {
  const way = [first];
  for (let last = first; !endsAt(last, found); way.push(last)) {
    const next = near.get(last.to)?.hop;
    if (!next || next.to === first.from) return undefined;
    last = next;
  }
  return way;
}

/** Whether a step ends a path: it leads to an administrator, or makes one. */
const endsAt = ({ to, ends }: Hop, { administrators, selfMade }: Omit<Found, 'blocked'>) => ends || administrators.has(to) || selfMade.has(to);

/** For each who reaches an administrator, the first step of the shortest way; of two, the one with fewer doubts. */
function nearest(found: Omit<Found, 'blocked'>, counts: (hop: Hop) => boolean): Map<string, Near> {
  const near = new Map<string, Near>();
  const to = new Map<string, Hop[]>();
  let level: Near[] = [];
  for (const hop of [...found.steps.values()].flat().filter(counts)) {
    if (endsAt(hop, found)) level.push({ length: 1, doubts: rank(hop), hop });
    else to.set(hop.to, [...to.get(hop.to) ?? [], hop]);
  }
  while (level.length > 0) {
    const fresh = new Map<string, Near>();
    for (const each of level) {
      const { from } = each.hop;
      if (!near.has(from) && (!fresh.has(from) || each.doubts < fresh.get(from)!.doubts)) fresh.set(from, each);
    }
    for (const [from, each] of fresh) near.set(from, each);
    level = [...fresh.values()].flatMap(({ hop, length, doubts }) =>
      (to.get(hop.from) ?? []).map((before) => ({ length: length + 1, doubts: doubts + rank(before), hop: before })));
  }
  return near;
}

function pathOf(hops: readonly Hop[], { administrators }: Omit<Found, 'blocked'>): Path {
  const { from } = hops[0];
  const { to } = hops[hops.length - 1];
  const doubtful = hops.some(({ status }) => status === 'possible') || (administrators.get(to)?.length ?? 0) > 0;
  return { from, to, hops, status: doubtful ? 'possible' : 'proven' };
}
