const FILLER = 'any';

/**
 * A text that two patterns with `*` and `?` both match; undefined where there is none.
 * Tries the ways through both patterns, each pair of places once.
 */
export function meet(first: string, second: string): string | undefined {
  const dead = new Set<number>();
  const step = (at: number, to: number): string | undefined => {
    if (at === first.length && to === second.length) return '';
    const place = at * (second.length + 1) + to;
    if (dead.has(place)) return undefined;
    for (const [text, nextAt, nextTo] of moves(first[at], second[to], at, to)) {
      const rest = step(nextAt, nextTo);
      if (rest !== undefined) return text + rest;
    }
    dead.add(place);
    return undefined;
  };
  return step(0, 0);
}

/** An ARN that two patterns both match; where both are written in six parts, part by part, so that no wildcard swallows a colon. */
export function meetArns(first: string, second: string): string | undefined {
  if (first === '*') return filled(second);
  const [one, other] = [partsOf(first), partsOf(second)];
  if (one.length !== 6 || other.length !== 6) return meet(first, second);
  const parts = one.map((part, at) => meet(part, other[at]));
  return parts.includes(undefined) ? undefined : parts.join(':');
}

const partsOf = (arn: string): string[] => {
  const parts = arn.split(':');
  return parts.length < 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
};

type Move = readonly [text: string, at: number, to: number];

/** The ways on from a pair of places, the most telling text first. */
function moves(one: string | undefined, other: string | undefined, at: number, to: number): Move[] {
  if (one === '*' && other === '*') return [[FILLER, at + 1, to + 1], [FILLER, at + 1, to], [FILLER, at, to + 1], ['', at + 1, to], ['', at, to + 1]];
  if (one === '*') return [...other === undefined ? [] : [[other === '?' ? 'x' : other, at, to + 1] as const], ['', at + 1, to]];
  if (other === '*') return [...one === undefined ? [] : [[one === '?' ? 'x' : one, at + 1, to] as const], ['', at, to + 1]];
  if (one === undefined || other === undefined) return [];
  if (one === other || one === '?' || other === '?') return [[one === '?' ? (other === '?' ? 'x' : other) : one, at + 1, to + 1]];
  return [];
}

/** A text that a pattern matches. */
export const filled = (pattern: string): string => pattern.replaceAll('*', FILLER).replaceAll('?', 'x');

/** What follows the fifth colon of an ARN; the whole text where there are fewer. */
export function resourcePart(arn: string): string {
  const parts = arn.split(':');
  return parts.length < 6 ? arn : parts.slice(5).join(':');
}
