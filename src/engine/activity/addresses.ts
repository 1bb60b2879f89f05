import { BlockList, isIP } from 'node:net';

/** A set of address ranges. */
export type Ranges = (address: string) => boolean;

/** A range that is not written as an address with a prefix length. */
export class InvalidRange extends Error {}

/**
 * Ranges of addresses, such as `192.0.2.0/24` or `2001:db8::1`.
 * @throws InvalidRange
 */
export function ranges(cidrs: readonly string[]): Ranges {
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [, address = '', prefix] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(cidr) ?? [];
    const version = isIP(address);
    const bits = version === 6 ? 128 : 32;
    if (version === 0 || Number(prefix ?? bits) > bits) throw new InvalidRange(`'${cidr}' is no address range; allowed is an address with a prefix length, as in 192.0.2.0/24.`);
    list.addSubnet(address, Number(prefix ?? bits), version === 6 ? 'ipv6' : 'ipv4');
  }
  if (cidrs.length === 0) return () => false;
  return remembered((address) => {
    const version = isIP(address);
    return version !== 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4');
  });
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
export const isAddress = remembered((text) => isIP(text) !== 0);

/** Whether an address is not globally routable. */
export const isPrivate = (address: string): boolean => isAddress(address) && unroutable(address);

/** Whether an address is globally routable. */
export const isPublic = (address: string): boolean => isAddress(address) && !unroutable(address);
