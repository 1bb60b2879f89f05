import { BlockList, isIP } from 'node:net';

/** A set of address ranges. */
export type Ranges = (address: string) => boolean;

/** A range that is not written as an address with a prefix length. */
export class InvalidRange extends Error {}

/** Many rules ask for the address of the same event. */
const asked = { text: '', number: -1 };

/** An IPv4 address as a number; -1 for anything else. */
export function ipv4(text: string): number {
  if (text !== asked.text) [asked.number, asked.text] = [numberOf(text), text];
  return asked.number;
}

function numberOf(text: string): number {
  if (text.length > 15) return -1;
  let [number, part, digits, dots] = [0, 0, 0, 0];
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : DOT;
    if (code === DOT) {
      if (digits === 0 || part > 255) return -1;
      number = number * 256 + part;
      if (at < text.length) dots++;
      [part, digits] = [0, 0];
    } else if (code < ZERO || code > NINE || digits === 3 || (digits > 0 && part === 0)) {
      return -1;
    } else {
      part = part * 10 + code - ZERO;
      digits++;
    }
  }
  return dots === 3 ? number : -1;
}

const [DOT, ZERO, NINE] = ['.', '0', '9'].map((character) => character.charCodeAt(0));

/** The ends of a list of IPv4 ranges that do not overlap, in order. */
function joined(list: readonly (readonly [number, number])[]): { readonly from: number[]; readonly to: number[] } {
  const [from, to]: number[][] = [[], []];
  for (const [first, last] of [...list].sort((a, b) => a[0] - b[0])) {
    if (to.length > 0 && first <= to[to.length - 1] + 1) to[to.length - 1] = Math.max(to[to.length - 1], last);
    else [from[from.length], to[to.length]] = [first, last];
  }
  return { from, to };
}

/**
 * Ranges of addresses, such as `192.0.2.0/24` or `2001:db8::1`.
 * @throws InvalidRange
 */
export function ranges(cidrs: readonly string[]): Ranges {
  const six = new BlockList();
  const four: [number, number][] = [];
  for (const cidr of cidrs) {
    const [, address = '', prefix] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(cidr) ?? [];
    const version = isIP(address);
    const bits = version === 6 ? 128 : 32;
    const length = Number(prefix ?? bits);
    if (version === 0 || length > bits) throw new InvalidRange(`'${cidr}' is no address range; allowed is an address with a prefix length, as in 192.0.2.0/24.`);
    const size = 2 ** (32 - length);
    if (version === 6) six.addSubnet(address, length, 'ipv6');
    else four.push([Math.floor(ipv4(address) / size) * size, Math.floor(ipv4(address) / size) * size + size - 1]);
  }
  const { from, to } = joined(four);
  return (address) => {
    const number = ipv4(address);
    if (number >= 0) return within(from, to, number);
    return six.rules.length > 0 && isIP(address) === 6 && six.check(address, 'ipv6');
  };
}

/** Searches the last range that begins at or before a number. */
function within(from: readonly number[], to: readonly number[], number: number): boolean {
  let [low, high] = [0, from.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (from[middle] <= number) low = middle + 1;
    else high = middle;
  }
  return low > 0 && number <= to[low - 1];
}

/** Ranges that are not globally routable. https://www.iana.org/assignments/iana-ipv4-special-registry */
const unroutable = ranges([
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.168.0.0/16',
  '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '240.0.0.0/4', '::/127', '64:ff9b:1::/48', '100::/64', '2001:db8::/32', 'fc00::/7', 'fe80::/10',
]);

const MEMORY = 10_000;

/** A function of a text that comes again and again; forgets everything when it knows ten thousand. */
export function remembered<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let result = known.get(text);
    if (result === undefined) {
      if (known.size >= MEMORY) known.clear();
      known.set(text, result = work(text));
    }
    return result;
  };
}

/** Whether a text is an address: what stands in sourceIPAddress may be the host of a service, or `AWS Internal`. */
export const isAddress = (text: string): boolean => ipv4(text) >= 0 || (text.includes(':') && isIP(text) === 6);

/** Whether an address is not globally routable. */
export const isPrivate = (address: string): boolean => isAddress(address) && unroutable(address);

/** Whether an address is globally routable. */
export const isPublic = (address: string): boolean => isAddress(address) && !unroutable(address);
