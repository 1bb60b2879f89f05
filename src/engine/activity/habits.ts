import { ipv4, isAddress, remembered, type Ranges } from './addresses';

/** Network that stands for all ranges the deployment trusts. */
export const TRUSTED = 'trusted';

/** Names of the /16 networks that were met, by their first two bytes. */
const sixteens = new Map<number, string>();

function sixteen(address: number): string {
  const head = Math.floor(address / 65_536);
  let name = sixteens.get(head);
  if (name === undefined) sixteens.set(head, name = `${Math.floor(head / 256)}.${head % 256}.0.0/16`);
  return name;
}

/** The first two groups of an IPv6 address. `::` can stand for the second one only if it comes right after the first. */
function thirtyTwo(address: string): string {
  const [first, second = ''] = address.toLowerCase().split(':');
  return `${Number.parseInt(first || '0', 16).toString(16)}:${Number.parseInt(second || '0', 16).toString(16)}::/32`;
}

/** Network of an address: `trusted`, the /16 or, of IPv6, the /32. No country is guessed. Undefined for what is no address. */
export function networkOf(address: string, trusted: Ranges): string | undefined {
  const number = ipv4(address);
  if (number < 0 && !isAddress(address)) return undefined;
  if (trusted(address)) return TRUSTED;
  return number >= 0 ? sixteen(number) : thirtyTwo(address);
}

const FAMILIES = ['Terraform', 'Pulumi', 'Ansible', 'CloudFormation', 'CloudShell', 'S3Console', 'amazon-ssm-agent', 'Boto3', 'Botocore', 'aws-cli', 'aws-sdk'];

/** Program of a user agent without its version, as each update changes the whole text. */
export const familyOf = remembered((agent): string => {
  const known = FAMILIES.find((family) => agent.includes(family));
  if (known !== undefined) return known === 'Botocore' ? 'Boto3' : known;
  if (agent.startsWith('Mozilla/')) return 'browser';
  return /^[^\s/,;(]*/.exec(agent.replace(/^\[/, ''))?.[0] ?? '';
});
