import { cheapestCut, type Cut } from './cut';
import type { Inventoried } from './elsewhere';
import type { BlockedHop } from './hop';
import { routes, type Path } from './routes';
import { Scene } from './scene';
import { search, type Found } from './search';
import { reachOf, type Reach, type Sensitive } from './sensitive';
import type { Landscape } from '../account/model';
import type { OpenCondition } from '../decision';

/** Who is an administrator, and who can become one. */
export interface Analysis {
  /** ARNs of those who may do everything, or can make it so by one call on themselves */
  readonly administrators: readonly string[];
  /** those of them who may only under conditions of which nothing is known */
  readonly conditional: readonly { readonly arn: string; readonly conditions: readonly OpenCondition[] }[];
  readonly paths: readonly Path[];
  /** ARNs at which paths to an administrator end; the other paths end at what a resource holds */
  readonly targets: ReadonlySet<string>;
  readonly blocked: readonly BlockedHop[];
  readonly cut: Cut;
  /** who reaches what was chosen as sensitive */
  readonly sensitive: readonly Reach[];
}

/** What is known beside the accounts, @default nothing, and what is wanted. */
export interface Wanted extends Partial<Inventoried> {
  readonly now: Date;
  /** whether to keep steps that something stops, @default false */
  readonly blocked?: boolean;
  /** resources to which paths are wanted too, @default none */
  readonly sensitive?: readonly Sensitive[];
}

/** Finds administrators and the paths to them. */
export function analyse(landscape: Landscape, { carriers = new Map(), inventoried = new Set(), now, blocked = false, sensitive = [] }: Wanted): Analysis {
  const uses = sensitive.flatMap((each) => each.uses.map(({ action }) => action));
  const scene = new Scene(landscape, { resourcePolicies: landscape.resourcePolicies, carriers, inventoried }, now, uses);
  const found = search(scene, blocked);
  return {
    administrators: [...new Set([...found.administrators.keys(), ...found.selfMade.keys()])],
    conditional: [...found.administrators].filter(([, conditions]) => conditions.length > 0).map(([arn, conditions]) => ({ arn, conditions })),
    paths: routes(found),
    targets: targetsOf(found),
    blocked: found.blocked,
    cut: cheapestCut(lastSteps(found), boundariesIn(landscape)),
    sensitive: sensitive.map((each) => reachOf(scene, found, each, blocked)),
  };
}

const targetsOf = ({ administrators, selfMade, steps }: Found) =>
  new Set([...administrators.keys(), ...selfMade.keys(), ...[...steps.values()].flat().filter(({ ends }) => ends).map(({ to }) => to)]);

const boundariesIn = ({ accounts }: Landscape) =>
  new Set(accounts.flatMap(({ users, roles }) => [...users, ...roles].flatMap(({ boundary }) => boundary?.arn ?? [])));

/** The steps in which paths end: to those who are administrators by their policies, or that make one. */
const lastSteps = ({ steps, selfMade, administrators }: Found) =>
  [...[...steps.values()].flat().filter(({ to, ends }) => ends || administrators.has(to)), ...[...selfMade.values()].flat()];
