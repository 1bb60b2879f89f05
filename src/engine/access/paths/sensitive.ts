import { has } from './actions';
import { everythingFor } from './administrators';
import { allowsAlone } from './alone';
import { ask, isGrant, type Grant, type Question } from './ask';
import { hopOf, type BlockedHop, type Hop } from './hop';
import type { Method } from './method';
import { routes, type Path } from './routes';
import type { Scene } from './scene';
import { back, type Found } from './search';
import type { Subject } from './subject';
import type { Use } from '../../../catalogue/resource-access';
import type { PolicyText } from '../account/policy-text';

/** A resource that was chosen as sensitive. */
export interface Sensitive {
  /** ARN */
  readonly resource: string;
  readonly account: string;
  /** what would be done with it; a user or role is acted as */
  readonly uses: readonly Use[];
  readonly policy?: PolicyText;
}

/** Who reaches a sensitive resource, and who would if nothing stopped it. */
export interface Reach {
  readonly resource: string;
  readonly paths: readonly Path[];
  readonly blocked: readonly BlockedHop[];
}

const methodFor = (action: string): Method => ({
  path: { id: `uses:${action}`, title: `Use ${action}`, category: 'principal-access', requires: [{ action, on: '*' }], gains: 'resource' },
  onTarget: [],
  existing: [],
  onItself: [],
  elsewhere: [],
  made: [],
  isRule: false,
  required: new Uint32Array(),
  choices: [],
});

function questionOf({ resource, account, policy }: Sensitive, { action, inside = '' }: Use, subject: Subject): Question {
  return { action, resource: resource + inside, ...account !== subject.identity.account && { account }, ...policy && { trust: policy } };
}

/** The first use that a subject is allowed; else what stops those that its own policies allow. */
function useOf(scene: Scene, subject: Subject, target: Sensitive): Hop | BlockedHop | undefined {
  let blocked: BlockedHop | undefined;
  const { arn } = subject.identity;
  for (const use of target.uses) {
    const answer = ask(subject, questionOf(target, use, subject));
    const method = methodFor(use.action);
    if (isGrant(answer)) return { ...hopOf(arn, target.resource, method, { grants: [answer] }), edge: 'CAN_USE', ends: true };
    const wanted = has(subject.granted, scene.methods.index.idOf(use.action)) && allowsAlone(subject, questionOf(target, use, subject));
    if (wanted) blocked ??= { from: arn, to: target.resource, method: method.path.id, ...answer };
  }
  return blocked;
}

/** A step that makes an administrator leads to every resource that an administrator of the account can use. */
function throughPower(target: Sensitive, subject: Subject, hop: Hop): Hop | undefined {
  if (subject.identity.account !== target.account) return undefined;
  const policies = everythingFor(subject);
  const used = target.uses.map((use) => ask(subject, { ...questionOf(target, use, subject), policies })).find(isGrant) as Grant | undefined;
  return used && { ...hop, to: target.resource, resource: hop.resource ?? hop.to, conditions: [...hop.conditions, ...used.conditions], ends: true };
}

/**
 * Who reaches a sensitive resource: whoever may use it, and everybody from whom a path leads there. The search goes back from the resource as it does
 * from administrators.
 * @param found what was found of administrators
 */
export function reachOf(scene: Scene, found: Found, target: Sensitive, keepBlocked: boolean): Reach {
  const blocked: BlockedHop[] = [];
  const steps = new Map<string, Hop[]>();
  const add = (hop: Hop) => steps.set(hop.from, [...steps.get(hop.from) ?? [], hop]);
  const isIdentity = scene.subjects.byArn.has(target.resource);
  for (const subject of isIdentity ? [] : scene.subjects.all) {
    const answer = useOf(scene, subject, target);
    if (answer && 'by' in answer) blocked.push(answer);
    else if (answer) add(answer);
    const makers = [...found.selfMade.get(subject.identity.arn) ?? [], ...(found.steps.get(subject.identity.arn) ?? []).filter(({ ends }) => ends)];
    const [through] = steps.has(subject.identity.arn) ? [] : makers.flatMap((hop) => throughPower(target, subject, hop) ?? []);
    if (through) add(through);
  }
  const ends = new Map(isIdentity ? [[target.resource, []]] : []);
  const note: Parameters<typeof back>[2]['note'] = (subject, to, { path: { id } }, block) => blocked.push({ from: subject.identity.arn, to, method: id, ...block });
  back(scene, scene.subjects.all, { administrators: ends, selfMade: new Map(), steps, note });
  return { resource: target.resource, paths: routes({ administrators: ends, selfMade: new Map(), steps, resources: [] }), blocked: keepBlocked ? blocked : [] };
}
