const number = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

/** Whether an IPv4 block, such as `10.0.0.0/8`, has every address of another; of IPv6 only whether they are the same, or the first is `::/0`. */
export function covers(block: string, other: string): boolean {
  if (block === other || block === '::/0') return true;
  if (block.includes(':') || other.includes(':')) return false;
  const [[base, bits], [otherBase, otherBits]] = [block, other].map((each) => each.split('/'));
  const size = 2 ** (32 - Number(bits));
  return Number(bits) <= Number(otherBits) && Math.floor(number(base) / size) === Math.floor(number(otherBase) / size);
}
