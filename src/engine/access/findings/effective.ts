import type { Identity, Landscape, Levels } from '../account/model';
import type { ContextValue } from '../context';
import type { Decision } from '../decision';
import { evaluate, type Policies } from '../evaluate';
import type { Principal } from '../principal';
import type { Policy } from '../statement';

const compiled = (levels: Levels | undefined): readonly (readonly Policy[])[] | undefined => levels?.map((level) => level.map((text) => text.compiled));

/** The policies of an organization that limit an account. */
export const limitsOf = ({ organization }: Landscape, account: string): Pick<Policies, 'scp' | 'rcp'> => {
  const [scp, rcp] = [compiled(organization.scps(account)), compiled(organization.rcps(account))];
  return { ...scp && { scp }, ...rcp && { rcp } };
};

/** A user or role as the caller of a request; a role as a session of it. */
export function callerOf(identity: Identity): Principal {
  const { arn, account, name } = identity;
  if (identity.kind === 'user') return { type: 'user', arn, account };
  return { type: 'role-session', arn: `arn:${arn.split(':')[1]}:sts::${account}:assumed-role/${name}/session`, roleArn: arn, account };
}

/** What is known of every request of a user or role; the rest is not. */
export function contextOf({ arn, account, kind, name, tags }: Identity, organization: Landscape['organization']): Record<string, ContextValue> {
  return {
    'aws:PrincipalArn': arn,
    'aws:PrincipalAccount': account,
    'aws:PrincipalType': kind === 'user' ? 'User' : 'AssumedRole',
    'aws:PrincipalIsAWSService': false,
    'aws:username': kind === 'user' ? name : [],
    ...organization.id !== undefined && { 'aws:PrincipalOrgID': organization.id },
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value])),
  };
}

/** What a policy would allow if it were the only one. */
export function allowedBy(policies: readonly Policy[], account: string): (action: string, resource: string) => Decision {
  const principal: Principal = { type: 'user', arn: `arn:aws:iam::${account}:user/anybody`, account };
  return (action, arn) => evaluate({ principal, action, resource: { arn, account }, unknown: ['*'] }, { identity: policies });
}
