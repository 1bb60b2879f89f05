import { administratorIf } from './administrators';
import type { Block } from './ask';
import type { BlockedHop, Hop } from './hop';
import { couldUse, onlyAssumes, type Method } from './method';
import type { Scene } from './scene';
import type { Subject } from './subject';
import { Targets } from './targets';
import { toAdministrator } from './to-administrator';
import { toItself } from './to-itself';
import { toTarget } from './to-target';
import type { Role } from '../account/model';
import type { OpenCondition } from '../decision';

/** What the search found. */
export interface Found {
  /** by their policies, with the conditions under which they are */
  readonly administrators: ReadonlyMap<string, readonly OpenCondition[]>;
  /** who makes itself an administrator, and how */
  readonly selfMade: ReadonlyMap<string, readonly Hop[]>;
  /** every step from somebody to whom an administrator is in reach: to those in reach, or to an administrator of its making; by its start */
  readonly steps: ReadonlyMap<string, readonly Hop[]>;
  readonly blocked: readonly BlockedHop[];
}

/** Finds everybody who can reach an administrator, by one search back from the administrators: only steps towards them are evaluated. */
export function search(scene: Scene, keepBlocked: boolean): Found {
  const blocked: BlockedHop[] = [];
  const note = (subject: Subject, to: string, { path: { id } }: Method, block: Block) => {
    if (keepBlocked) blocked.push({ from: subject.identity.arn, to, method: id, ...block });
  };
  const administrators = new Map<string, readonly OpenCondition[]>();
  for (const subject of scene.subjects.all) {
    const conditions = administratorIf(subject);
    if (conditions) administrators.set(subject.identity.arn, conditions);
  }
  const others = scene.subjects.all.filter(({ identity }) => administrators.get(identity.arn)?.length !== 0);
  const [selfMade, steps] = [new Map<string, Hop[]>(), new Map<string, Hop[]>()];
  const each = (methods: readonly Method[], answer: typeof toItself, hops: Map<string, Hop[]>) => {
    for (const method of methods) {
      for (const subject of others) {
        const found = couldUse(subject.granted, method) ? answer(scene, subject, method) : undefined;
        if (found && 'by' in found) note(subject, subject.identity.arn, method, found);
        else if (found) push(hops, found);
      }
    }
  };
  each(scene.methods.all.filter(isDirect), toItself, selfMade);
  each(scene.methods.all.filter(isMaking), toAdministrator, steps);
  return { administrators, selfMade, steps: back(scene, others, { administrators, selfMade, steps, note }), blocked };
}

const isDirect = ({ path: { gains }, onTarget }: Method) =>
  gains === 'itself' || gains === 'older-version' || gains === 'group' || (gains === 'no-boundary' && onTarget.length === 0);

const isMaking = ({ path: { gains }, onTarget }: Method) => gains === 'administrator' || gains === 'changed-target'
  || (gains === 'no-boundary' && onTarget.length > 0) || onTarget.some(({ on }) => on === 'member-account-role');

function push(hops: Map<string, Hop[]>, hop: Hop): void {
  const known = hops.get(hop.from);
  if (known) known.push(hop);
  else hops.set(hop.from, [hop]);
}

interface Start {
  readonly administrators: ReadonlyMap<string, unknown>;
  readonly selfMade: ReadonlyMap<string, readonly Hop[]>;
  readonly steps: Map<string, Hop[]>;
  readonly note: (subject: Subject, to: string, method: Method, block: Block) => void;
}

/** Goes back from those in reach, each of them once. */
function back(scene: Scene, others: readonly Subject[], { administrators, selfMade, steps, note }: Start): Map<string, Hop[]> {
  const methods = new Approaches(scene, others);
  const reached = new Set([...administrators.keys(), ...selfMade.keys(), ...steps.keys()]);
  const queue = [...reached];
  for (const arn of queue) {
    const target = scene.subjects.byArn.get(arn)!;
    for (const [subject, hops] of stepsTo(scene, methods, target, { administrators, note })) {
      for (const hop of hops) push(steps, hop);
      if (reached.has(subject.identity.arn)) continue;
      reached.add(subject.identity.arn);
      queue.push(subject.identity.arn);
    }
  }
  return steps;
}

function stepsTo(scene: Scene, approaches: Approaches, target: Subject, { administrators, note }: Pick<Start, 'administrators' | 'note'>): Map<Subject, Hop[]> {
  const steps = new Map<Subject, Hop[]>();
  for (const method of approaches.towards(target)) {
    for (const subject of approaches.candidates(method, target)) {
      if (subject === target || administrators.has(subject.identity.arn) || !couldUse(subject.granted, method) || !isInReach(subject, target, method)) continue;
      // A rule speaks where no method does.
      if (method.isRule && steps.has(subject)) continue;
      const answer = toTarget(scene, subject, method, target.identity);
      if ('by' in answer) note(subject, target.identity.arn, method, answer);
      else steps.set(subject, [...steps.get(subject) ?? [], answer]);
    }
  }
  return steps;
}

/** Only a role can be assumed from another account. */
const isInReach = ({ identity: { account } }: Subject, target: Subject, method: Method) => account === target.identity.account || onlyAssumes(method);

/** Which methods lead to a target, and who could use them. */
class Approaches {
  private readonly targets: Targets;
  private readonly toUsers: readonly Method[];
  private readonly toRoles: readonly Method[];
  private readonly byTrust = new Map<string, Method[]>();
  private readonly users = new Map<Method, readonly Subject[]>();

  constructor(private readonly scene: Scene, private readonly others: readonly Subject[]) {
    const methods = scene.methods.all.filter(({ path: { gains, trusts = [] }, onTarget }) => gains !== 'administrator' && gains !== 'changed-target' && gains !== 'group'
      && (gains === 'target' || trusts.length > 0) && !onTarget.some(({ on }) => on === 'member-account-role'));
    this.targets = new Targets(scene.subjects, methods);
    this.toUsers = methods.filter(({ onTarget }) => onTarget.some(({ on }) => on === 'target-user'));
    const roles = methods.filter((method) => !this.toUsers.includes(method));
    this.toRoles = roles.filter(({ path: { trusts } }) => trusts === undefined);
    for (const method of roles) {
      const first = method.path.trusts?.[0];
      if (first !== undefined) this.byTrust.set(first, [...this.byTrust.get(first) ?? [], method]);
    }
  }

  /** Methods first, then rules. */
  towards({ identity }: Subject): Method[] {
    if (identity.kind === 'user') return [...this.toUsers];
    const trusted = [...this.byTrust].filter(([name]) => !('by' in this.scene.trusts.admits(identity, name, true))).flatMap(([, methods]) => methods);
    return [...this.toRoles, ...trusted].sort((a, b) => Number(a.isRule) - Number(b.isRule));
  }

  candidates(method: Method, target: Subject): Iterable<Subject> {
    if (method.onTarget.length === 0) return this.able(method);
    const holding = this.targets.holding(method, target.identity);
    if (target.identity.kind === 'role' && onlyAssumes(method)) this.addTrusted(holding, target.identity);
    return holding;
  }

  private able(method: Method): readonly Subject[] {
    const known = this.users.get(method) ?? this.others.filter(({ granted }) => couldUse(granted, method));
    this.users.set(method, known);
    return known;
  }

  /** A trust policy that names a caller of its own account needs nobody else to allow it. */
  private addTrusted(holding: Set<Subject>, { trust }: Role): void {
    for (const { effect, principal } of trust.document.statements) {
      if (effect === 'Deny' || !principal) continue;
      if (principal.negated || principal.values.AWS?.includes('*')) for (const subject of this.others) holding.add(subject);
      else for (const arn of principal.values.AWS ?? []) if (this.scene.subjects.byArn.has(arn)) holding.add(this.scene.subjects.byArn.get(arn)!);
    }
  }
}
