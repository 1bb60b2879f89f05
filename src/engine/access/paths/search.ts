import { administratorsAmong } from './administrators';
import { Approaches } from './approaches';
import type { Block } from './ask';
import type { BlockedHop, Hop } from './hop';
import { onlyAssumes, type Method } from './method';
import { Rights } from './rights';
import type { Scene } from './scene';
import type { Subject } from './subject';
import { toAdministrator } from './to-administrator';
import { toItself } from './to-itself';
import { toResource } from './to-resource';
import { toTarget } from './to-target';
import { toUnlisted, unlistedServices } from './to-unlisted';
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
  /** steps to what resources hold, which lead on to nobody who is known */
  readonly resources: readonly Hop[];
  readonly blocked: readonly BlockedHop[];
}

/** Finds everybody who can reach an administrator, by one search back from the administrators: only steps towards them are evaluated. */
export function search(scene: Scene, keepBlocked: boolean): Found {
  const blocked: BlockedHop[] = [];
  const note = (subject: Subject, to: string, { path: { id } }: Method, block: Block) => {
    if (keepBlocked) blocked.push({ from: subject.identity.arn, to, method: id, ...block });
  };
  const administrators = administratorsAmong(scene.subjects.all, scene.methods.index);
  const others = scene.subjects.all.filter(({ identity }) => administrators.get(identity.arn)?.length !== 0);
  const [selfMade, steps, resources] = [new Map<string, Hop[]>(), new Map<string, Hop[]>(), new Map<string, Hop[]>()];
  // What a wildcard happens to include tells of no resource that holds something.
  const [granted, written] = [new Rights(others, (subject) => subject.granted), new Rights(others, (subject) => subject.written)];
  const each = (methods: readonly Method[], answer: typeof toItself, hops: Map<string, Hop[]>) => {
    for (const method of methods) {
      for (const subject of (hops === resources ? written : granted).ableTo(method)) {
        const found = answer(scene, subject, method);
        // Where a resource only may hold something, what stops the caller is no news.
        if (found && 'by' in found && hops !== resources) note(subject, subject.identity.arn, method, found);
        else if (found && !('by' in found)) push(hops, found);
      }
    }
  };
  each(scene.methods.all.filter(isDirect), toItself, selfMade);
  each(scene.methods.all.filter(isMaking), toAdministrator, steps);
  each(scene.methods.all.filter(({ path: { gains } }) => gains === 'resource'), toResource, resources);
  back(scene, others, { administrators, selfMade, steps, note });
  return { administrators, selfMade, resources: [...resources.values()].flat(), steps, blocked };
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

/** Goes back from those in reach, each of them once, and adds the steps to them. */
export function back(scene: Scene, others: readonly Subject[], { administrators, selfMade, steps, note }: Start): void {
  const approaches = new Approaches(scene, others.filter(({ identity }) => !administrators.has(identity.arn)));
  const reached = new Set([...administrators.keys(), ...selfMade.keys(), ...steps.keys()]);
  const queue = [...reached];
  for (const arn of queue) {
    const target = scene.subjects.byArn.get(arn)!;
    for (const [subject, hops] of stepsTo(scene, approaches, target, note)) {
      for (const hop of hops) push(steps, hop);
      if (reached.has(subject.identity.arn)) continue;
      reached.add(subject.identity.arn);
      queue.push(subject.identity.arn);
    }
  }
}

function stepsTo(scene: Scene, approaches: Approaches, target: Subject, note: Start['note']): Map<Subject, Hop[]> {
  const steps = new Map<Subject, Hop[]>();
  for (const [subject, methods] of approaches.to(target)) {
    if (subject === target) continue;
    for (const method of methods) {
      // A rule speaks where no method does.
      if (!isInReach(subject, target, method) || (method.isRule && steps.has(subject))) continue;
      const answer = toTarget(scene, subject, method, target.identity);
      if ('by' in answer) note(subject, target.identity.arn, method, answer);
      else steps.set(subject, [...steps.get(subject) ?? [], answer]);
    }
  }
  if (target.identity.kind === 'role') addUnlisted(scene, approaches, target.identity, steps);
  return steps;
}

function addUnlisted(scene: Scene, approaches: Approaches, role: Role, steps: Map<Subject, Hop[]>): void {
  const services = unlistedServices(scene, role);
  if (services.length === 0) return;
  for (const subject of approaches.passing(role)) {
    if (steps.has(subject) || subject.identity.arn === role.arn || subject.identity.account !== role.account) continue;
    const hops = services.flatMap((service) => toUnlisted(scene, subject, role, service) ?? []);
    if (hops.length > 0) steps.set(subject, hops);
  }
}

/** Only a role can be assumed from another account. */
const isInReach = ({ identity: { account } }: Subject, target: Subject, method: Method) => account === target.identity.account || onlyAssumes(method);
