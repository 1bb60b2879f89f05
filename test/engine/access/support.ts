import type { Decision } from '../../../src/engine/access/decision';
import { evaluate, type Facts, type Policies, type Request } from '../../../src/engine/access/evaluate';
import type { Principal } from '../../../src/engine/access/principal';
import { compilePolicy } from '../../../src/engine/access/statement';

export const [HERE, THERE] = ['111122223333', '444455556666'];

export const alice: Principal = { type: 'user', arn: `arn:aws:iam::${HERE}:user/alice`, account: HERE };
export const session: Principal = { type: 'role-session', arn: `arn:aws:sts::${HERE}:assumed-role/app/s1`, roleArn: `arn:aws:iam::${HERE}:role/app`, account: HERE };
export const root: Principal = { type: 'root', arn: `arn:aws:iam::${HERE}:root`, account: HERE };
export const serviceLinked: Principal = {
  type: 'role-session',
  arn: `arn:aws:sts::${HERE}:assumed-role/AWSServiceRoleForSupport/s1`,
  roleArn: `arn:aws:iam::${HERE}:role/aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport`,
  account: HERE,
};

type Statement = Record<string, unknown>;

/** Statements of each kind of policy; levels for those of an organization. */
export interface Statements {
  readonly identity?: Statement[];
  readonly boundary?: Statement[];
  readonly session?: Statement[];
  readonly scp?: Statement[][];
  readonly rcp?: Statement[][];
  readonly resource?: Statement[];
}

export const document = (Statement: Statement[], Version = '2012-10-17') => ({ Version, Statement });

export function policiesOf({ identity = [], boundary, session: ofSession, scp, rcp, resource }: Statements): Policies {
  const levels = (kind: 'scp' | 'rcp', list: Statement[][]) => list.map((statements, at) => [compilePolicy(document(statements), kind, `${kind}[${at}][0]`)]);
  return {
    identity: identity.length > 0 ? [compilePolicy(document(identity), 'identity', 'identity[0]')] : [],
    ...boundary && { boundary: compilePolicy(document(boundary), 'boundary', 'boundary') },
    ...ofSession && { session: [compilePolicy(document(ofSession), 'session', 'session[0]')] },
    ...scp && { scp: levels('scp', scp) },
    ...rcp && { rcp: levels('rcp', rcp) },
    ...resource && { resource: compilePolicy(document(resource), 'resource', 'resource') },
  };
}

const OBJECT = { arn: 'arn:aws:s3:::bucket/key', account: HERE };

/** Decides a request of alice for an object of her account, unless said otherwise. */
export function decide(statements: Statements, request: Partial<Request> = {}, facts?: Facts): Decision {
  return evaluate({ principal: alice, action: 's3:GetObject', resource: OBJECT, ...request }, policiesOf(statements), facts);
}

export const ALLOW = { Effect: 'Allow', Action: '*', Resource: '*' };
export const DENY = { Effect: 'Deny', Action: '*', Resource: '*' };
