import type { Answer, Asked } from './answer';
import { outsidersOf } from './outside';
import { targetOf, type Target } from './resource';
import type { Landscape } from '../account/model';
import { InvalidAccountData } from '../account/shape';
import type { Decision } from '../decision';
import { evaluate } from '../evaluate';
import { limitsOf } from '../findings/effective';
import { ActionIndex, has } from '../paths/actions';
import { allowsAlone } from '../paths/alone';
import { decide } from '../paths/ask';
import { subjectsOf, type Subject } from '../paths/subject';

/** Who can do it, under which conditions; and who could, if nothing stopped it. */
export interface Who {
  readonly can: readonly Answer[];
  /** identity-based policies allow it, something else does not */
  readonly stopped: readonly Answer[];
  /** users and roles that were asked */
  readonly asked: number;
}

/** The resource, once it is known whose it is. @throws InvalidAccountData */
export function knownTarget({ resource, action, account }: Pick<Asked, 'resource' | 'action' | 'account'>, landscape: Landscape): Target {
  if (!/^[a-z0-9-]+:[A-Za-z0-9]+$/.test(action)) throw new InvalidAccountData(`The action is '${action}'; allowed is one by its service and name, for instance s3:GetObject.`);
  const target = targetOf(resource, action, landscape, account);
  if (target.account === undefined) {
    throw new InvalidAccountData(`Nobody knows which account '${resource}' belongs to; allowed is an ARN with an account, a resource of the scan, or the account beside it.`);
  }
  return { ...target, account: target.account };
}

/** What becomes of a request of a user or role. */
export function ask(subject: Subject, target: Target, { action, resource, context }: Pick<Asked, 'action' | 'resource' | 'context'>, { organization }: Landscape): Answer {
  const { arn, kind, account } = subject.identity;
  // A call that names no resource is one in the account of the caller.
  const owner = resource === '*' ? account : target.account;
  const decision = decide(subject, {
    action,
    resource,
    ...owner !== account && { account: owner, resourceAccountIsManagement: organization.managementAccount === owner },
    ...target.identity && { identity: target.identity },
    ...target.policy && { trust: target.policy },
    ...context && { context },
  });
  return { principal: arn, kind, ...decision };
}

const allows = ({ decision }: Decision) => decision === 'Allow' || decision === 'Conditional';
const order = ({ decision }: Decision) => (decision === 'Allow' ? 0 : 1);

/**
 * Everybody who can do an action on a resource: users and roles of all accounts, the root user of its account, and whom its policy lets in from
 * outside. Service-linked roles act for their service alone and are left out.
 * @throws InvalidAccountData where nobody knows whose the resource is
 */
export function whoCan(asked: Asked, landscape: Landscape): Who {
  const target = knownTarget(asked, landscape);
  const index = new ActionIndex([asked.action]);
  const { all } = subjectsOf(landscape, index, asked.now);
  const answers = all.map((subject) => ({ subject, ...ask(subject, target, asked, landscape) }));
  const more = [...asked.resource === '*' ? [] : [rootOf(target, asked, landscape)], ...outsidersOf(target, asked, landscape)];
  const stopped = answers.filter((answer) => !allows(answer) && has(answer.subject.granted, index.idOf(asked.action)) && allowsAlone(answer.subject, asked));
  const plain = ({ subject: _, ...answer }: Answer & { readonly subject: Subject }): Answer => answer;
  return {
    can: [...answers.filter(allows).map(plain), ...more.filter(allows)].sort((a, b) => order(a) - order(b)), stopped: stopped.map(plain), asked: all.length,
  };
}

function rootOf({ arn, account, policy }: Target, { action, context = {} }: Asked, landscape: Landscape): Answer {
  const root = `arn:${arn.split(':')[1]}:iam::${account}:root`;
  const isManagement = landscape.organization.managementAccount === account;
  const known = { 'aws:PrincipalArn': root, 'aws:PrincipalAccount': account, ...context };
  const policies = { identity: [], ...limitsOf(landscape, account), ...policy && { resource: policy.compiled } };
  const facts = { principalAccountIsManagement: isManagement, resourceAccountIsManagement: isManagement };
  const decision = evaluate({ principal: { type: 'root', arn: root, account }, action, resource: { arn, account }, context: known, unknown: ['*'] }, policies, facts);
  return { principal: root, kind: 'root', ...decision };
}
