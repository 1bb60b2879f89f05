import { couldUse, onlyAssumes, type Method } from './method';
import { Rights } from './rights';
import type { Scene } from './scene';
import type { Subject } from './subject';
import { Targets } from './targets';
import type { Role } from '../account/model';

/** Methods that lead to a target: by the first action they need on it, and those that need none. */
interface Fitting { readonly steps: readonly Step[]; readonly untargeted: readonly Method[] }

/** Methods that begin with the same action; whether one of them does no more than assume its target. */
interface Step { readonly action: number; readonly methods: readonly Method[]; readonly assumes: boolean }

/** Who could take a step towards a target, and by which methods: found by the actions that policies grant on it, not by asking everybody. */
export class Approaches {
  private readonly targets: Targets;
  private readonly methods: readonly Method[];
  private readonly fits = new Map<string, Fitting>();
  private readonly able = new Map<Method, readonly Subject[]>();
  private readonly rights: Rights;

  /** @param callers those who may take a step */
  constructor(private readonly scene: Scene, private readonly callers: readonly Subject[]) {
    // Methods first, then rules.
    this.methods = scene.methods.all.filter(leadsOn).sort((a, b) => Number(a.isRule) - Number(b.isRule));
    this.targets = new Targets(new Set(callers), this.methods, scene.methods.index);
    this.rights = new Rights(callers, (subject) => subject.granted);
  }

  /** The callers that could take a step to a target, each with the methods it could use. */
  to(target: Subject): Map<Subject, readonly Method[]> {
    const found = new Map<Subject, Method[]>();
    const add = (subject: Subject, method: Method) => {
      const known = found.get(subject);
      if (known) known.push(method);
      else found.set(subject, [method]);
    };
    const { steps, untargeted } = this.fitting(target);
    for (const { action, methods, assumes } of steps) {
      for (const subject of this.holding(action, target, assumes)) for (const method of methods) if (couldUse(subject.granted, method)) add(subject, method);
    }
    for (const method of untargeted) for (const subject of this.ableTo(method)) add(subject, method);
    return found;
  }

  /** The callers that could pass a role on. */
  passing(role: Role): Iterable<Subject> {
    return this.targets.holding(this.scene.methods.index.idOf('iam:PassRole'), role);
  }

  /** The methods whose target can be this one: a user, or a role that admits whom they need. Many roles admit the same. */
  private fitting({ identity }: Subject): Fitting {
    const named = identity.kind === 'user' ? undefined : this.scene.trusts.named(identity);
    const key = named ? [...named].sort().join(' ') : 'user';
    const known = this.fits.get(key) ?? this.fittingTo(named);
    this.fits.set(key, known);
    return known;
  }

  private fittingTo(named: ReadonlySet<string> | undefined): Fitting {
    const mayAdmit = (trusted: string) => trusted.startsWith('Federated:') || named!.has(trusted) || named!.has('*');
    const methods = this.methods.filter(({ path: { trusts = [] }, onTarget }) => {
      const toUser = onTarget.some(({ on }) => on === 'target-user');
      return named ? !toUser && trusts.every(mayAdmit) : toUser;
    });
    const byAction = new Map<number, Method[]>();
    for (const method of methods) for (const { id } of method.onTarget[0]?.actions ?? []) byAction.set(id, [...byAction.get(id) ?? [], method]);
    const steps = [...byAction].map(([action, list]): Step => ({ action, methods: list, assumes: list.some(onlyAssumes) }));
    return { steps, untargeted: methods.filter(({ onTarget }) => onTarget.length === 0) };
  }

  private holding(action: number, { identity }: Subject, assumes: boolean): Set<Subject> {
    const holding = this.targets.holding(action, identity);
    if (assumes && identity.kind === 'role') this.addTrusted(holding, identity);
    return holding;
  }

  private ableTo(method: Method): readonly Subject[] {
    const known = this.able.get(method) ?? this.rights.ableTo(method).filter((subject) => !('by' in this.scene.elsewhere(subject, method)));
    this.able.set(method, known);
    return known;
  }

  /** A trust policy that names a caller of its own account needs nobody else to allow it. */
  private addTrusted(holding: Set<Subject>, { trust }: Role): void {
    for (const { effect, principal } of trust.document.statements) {
      if (effect === 'Deny' || !principal) continue;
      if (principal.negated || principal.values.AWS?.includes('*')) for (const subject of this.callers) holding.add(subject);
      else for (const arn of principal.values.AWS ?? []) if (this.scene.subjects.byArn.has(arn)) holding.add(this.scene.subjects.byArn.get(arn)!);
    }
  }
}

const leadsOn = ({ path: { gains, trusts = [] }, onTarget }: Method) => (gains === 'target' || (gains === 'resource' && trusts.length > 0))
  && !onTarget.some(({ on }) => on === 'member-account-role');
