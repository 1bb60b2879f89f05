import { globParts, matchesGlob } from './glob';
import { statements, type Statement } from './policy-document';

const list = <T>(value: T | readonly T[] | undefined) => value === undefined ? [] : [value].flat() as T[];

/** Whether a statement denies everybody every action without TLS, and nothing narrows it. */
function deniesPlain({ Effect, Principal, Action, Condition = {} }: Statement): boolean {
  const keys = Object.entries(Condition as Record<string, Record<string, unknown>>)
    .flatMap(([operator, tests]) => Object.entries(tests).map(([key, value]) => `${operator.toLowerCase()} ${key.toLowerCase()} ${list(value).map(String).join()}`));
  return Effect === 'Deny' && list(typeof Principal === 'object' ? Principal.AWS : Principal).includes('*')
    && list(Action).some((action) => ['*', 's3:*'].includes(action.toLowerCase()))
    && keys.length === 1 && /^(bool|stringequals|stringequalsignorecase|stringlike)(ifexists)? aws:securetransport false$/.test(keys[0]);
}

/** Which of these resources, given by ARN, a policy leaves open to requests without TLS. */
export function openToPlainHttp(policy: string | undefined, arns: readonly string[]): readonly string[] {
  const denied = statements(policy).filter(deniesPlain).flatMap(({ Resource }) => list(Resource));
  return arns.filter((arn) => !denied.some((pattern) => matchesGlob(globParts(pattern), arn)));
}
