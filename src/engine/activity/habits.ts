import { isIP } from 'node:net';
import { remembered, type Ranges } from './addresses';

/** Network that stands for all ranges the deployment trusts. */
export const TRUSTED = 'trusted';

const prefixOf = remembered((address): string => {
  const version = isIP(address);
  if (version === 4) return `${address.split('.', 2).join('.')}.0.0/16`;
  if (version !== 6) return '';
  // The first two groups; `::` can stand for the second one only if it comes right after the first.
  const [first = '', second = ''] = address.toLowerCase().split(':');
  return `${Number.parseInt(first || '0', 16).toString(16)}:${Number.parseInt(second || '0', 16).toString(16)}::/32`;
});

/** Network of an address: `trusted`, the /16 or, of IPv6, the /32. No country is guessed. Undefined for what is no address. */
export function networkOf(address: string, trusted: Ranges): string | undefined {
  return trusted(address) ? TRUSTED : prefixOf(address) || undefined;
}

const FAMILIES = ['Terraform', 'Pulumi', 'Ansible', 'CloudFormation', 'CloudShell', 'S3Console', 'amazon-ssm-agent', 'Boto3', 'Botocore', 'aws-cli', 'aws-sdk'];

/** Program of a user agent without its version, as each update changes the whole text. */
export const familyOf = remembered((agent): string => {
  const known = FAMILIES.find((family) => agent.includes(family));
  if (known !== undefined) return known === 'Botocore' ? 'Boto3' : known;
  if (agent.startsWith('Mozilla/')) return 'browser';
  return /^[^\s/,;(]*/.exec(agent.replace(/^\[/, ''))?.[0] ?? '';
});
