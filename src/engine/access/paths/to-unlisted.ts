import { ask, isGrant, type Grant } from './ask';
import { hopOf, type Hop } from './hop';
import type { Method } from './method';
import { onResource } from './need';
import type { Scene } from './scene';
import type { Subject } from './subject';
import { fixedWork } from '../../../catalogue/role-passing';
import type { Role } from '../account/model';

// Names that no service has: who may call them may call whatever makes, changes or starts something.
const CALLS = ['CreateAnything', 'StartAnything', 'RunAnything', 'PutAnything', 'UpdateAnything', 'RegisterAnything', 'SubmitAnything'];
const MAKES = /^(Create|Start|Run|Put|Update|Register|Submit|Launch|Execute|Invoke|Deploy|Request|Add|Associate|Replace|Modify|Set)/;

/** The services a role trusts of which the catalogue knows nothing: new ones, and such as nobody has looked at. */
export const unlistedServices = ({ trusts, listed }: Scene, role: Role): string[] =>
  [...trusts.named(role)].filter((service) => service !== '*' && !listed.has(service) && !fixedWork.includes(service));

/** Whether a caller can pass a role to a service nobody listed, and make, change or start something there. */
export function toUnlisted(scene: Scene, subject: Subject, role: Role, service: string): Hop | undefined {
  const trusted = scene.trusts.admits(role, service);
  if (!isGrant(trusted)) return undefined;
  const pass = { actions: [{ name: 'iam:PassRole', id: scene.methods.index.idOf('iam:PassRole') }], on: 'target-role' as const, passedTo: service };
  const passed = onResource(subject, pass, { resource: role.arn, identity: role });
  const work = isGrant(passed) ? workIn(subject, service) : undefined;
  if (!isGrant(passed) || !work) return undefined;
  return hopOf(subject.identity.arn, role.arn, methodFor(service), { grants: [trusted, passed, work] });
}

const methodFor = (service: string): Method => ({
  path: {
    id: 'rule:pass-role',
    title: `Pass the role to ${service}`,
    category: 'new-passrole',
    requires: [{ action: 'iam:PassRole', on: 'target-role', passedTo: service }],
    gains: 'target',
    unseen: [`${service} puts work of the caller under the role`],
  },
  onTarget: [],
  existing: [],
  onItself: [],
  elsewhere: [],
  made: [],
  isRule: true,
  required: new Uint32Array(),
  choices: [],
});

/** The prefix of the actions of a service is part of its name: `tasks.apprunner.amazonaws.com`, `ecs-tasks.amazonaws.com`. */
function workIn(subject: Subject, service: string): Grant | undefined {
  const name = service.replace(/\.amazonaws\.com$/, '');
  for (const prefix of new Set([name, ...name.split('.'), name.split('-')[0]])) {
    for (const action of [...writtenOut(subject, prefix), ...CALLS.map((call) => `${prefix}:${call}`)]) {
      const answer = ask(subject, { action, resource: '*' }, true);
      if (isGrant(answer)) return answer;
    }
  }
  return undefined;
}

const writtenOut = ({ identity: { policies } }: Subject, prefix: string): string[] => policies.flatMap(({ text }) => text.document.statements)
  .flatMap(({ effect, action }) => (effect === 'Allow' && !action.negated ? action.values : []))
  .filter((value) => value.startsWith(`${prefix}:`) && !/[*?]/.test(value) && MAKES.test(value.slice(prefix.length + 1)));
