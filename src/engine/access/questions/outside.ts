import type { Answer, Asked } from './answer';
import type { Target } from './resource';
import type { Landscape } from '../account/model';
import type { Decision } from '../decision';
import { evaluate } from '../evaluate';
import { servicesNamed } from '../findings/confused-deputies';
import { limitsOf } from '../findings/effective';
import { everybody } from '../findings/resources';
import { firstLetIn, outsiders, THEIR_OWN } from '../findings/stranger';
import { accountsNamed, awsPrincipals, othersThan, triedFor } from '../findings/trusts';

/** Whom the policy of a resource lets in from outside the accounts that are known: everybody, other accounts, services. */
export function outsidersOf(target: Target, { action }: Pick<Asked, 'action'>, landscape: Landscape): Answer[] {
  const { policy, arn, account } = target;
  if (!policy) return [];
  const door = { text: policy, arn, account, action };
  const known = new Set(landscape.accounts.map(({ id }) => id));
  const closed = [...landscape.closed ?? []].some((each) => arn === each || arn.startsWith(`${each}/`));
  const open = !closed && awsPrincipals(policy).everybody ? firstLetIn(door, everybody(door), landscape) : undefined;
  const accounts = [...accountsNamed(policy, account)].filter(([id]) => !known.has(id)).flatMap(([id, entries]) => {
    const outsider = { from: id, arns: triedFor(entries, id), organizations: othersThan(landscape.organization.id, policy) };
    const letIn = firstLetIn(door, outsiders(door, outsider), landscape);
    return letIn ? [{ principal: id, kind: 'account' as const, ...withoutTheirOwn(letIn.decision) }] : [];
  });
  const services = servicesNamed(policy).map((service): Answer => ({ principal: service, kind: 'service', ...asService(service, target, action, landscape) }));
  return [...open ? [{ principal: '*', kind: 'everybody' as const, ...withoutTheirOwn(open.decision) }] : [], ...accounts, ...services];
}

/** Strangers are given whatever they need by their own account: that is no statement of ours. */
const withoutTheirOwn = (decision: Decision): Decision => ({ ...decision, statements: decision.statements.filter(({ policy }) => policy !== THEIR_OWN) });

/** A service that works for the account of the resource; for which of its resources is not known. */
function asService(service: string, { policy, arn, account }: Target, action: string, landscape: Landscape) {
  const { rcp } = limitsOf(landscape, account);
  return evaluate({
    principal: { type: 'service', arn: service, account: null },
    action,
    resource: { arn, account },
    context: { 'aws:SourceAccount': account, 'aws:PrincipalIsAWSService': true, ...landscape.organization.id !== undefined && { 'aws:SourceOrgID': landscape.organization.id } },
    unknown: ['*'],
  }, { identity: [], resource: policy!.compiled, ...rcp && { rcp } }, { resourceAccountIsManagement: landscape.organization.managementAccount === account });
}
