import { isIP } from 'node:net';
import { Token } from 'aws-cdk-lib/core';
import { assertMatches, assertOrganization, type TrustKind } from './trust-checks';
import type { ScannerTrustConditions } from '../scanner-trust';

/** Conditions of a trust policy; a condition that the kind of trust can never meet is refused, as the role could not be assumed. */
export function conditionsOf({ principalArn, principalOrgId, sourceIps }: ScannerTrustConditions, kind: TrustKind): Record<string, Record<string, unknown>> {
  if (kind !== 'principal' && (principalArn ?? principalOrgId) !== undefined) {
    throw new Error('principalArn and principalOrgId are conditions of account and role trust: a service or an OIDC identity never meets them.');
  }
  if (kind === 'service' && sourceIps) throw new Error('sourceIps is no condition of service trust: a service calls from addresses of AWS.');
  assertMatches(principalArn, /^arn:[\w*-]+:(iam|sts)::(\d{12}|\*):[\w-]+\/.*[^*?].*$/, 'principalArn must be the ARN of a principal, at most in part a wildcard');
  assertOrganization('principalOrgId', principalOrgId);
  if (sourceIps?.length === 0) throw new Error('sourceIps must name at least one range, got none; leave it out to allow every address.');
  for (const range of sourceIps ?? []) assertRange(range);
  return {
    ...principalArn && { ArnLike: { 'aws:PrincipalArn': principalArn } },
    ...principalOrgId && { StringEquals: { 'aws:PrincipalOrgID': principalOrgId } },
    ...sourceIps && { IpAddress: { 'aws:SourceIp': sourceIps } },
  };
}

function assertRange(range: string): void {
  if (Token.isUnresolved(range)) return;
  const [address, bits, ...rest] = range.split('/');
  const most = { 0: 0, 4: 32, 6: 128 }[isIP(address)]!;
  if (most > 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= most))) return;
  throw new Error(`sourceIps must hold addresses or CIDR ranges, not the whole Internet, got '${range}'.`);
}
