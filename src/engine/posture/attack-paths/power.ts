import type { Hop } from './path';
import { policiesOf } from './privilege';
import type { Scene } from './scene';
import { privilegePaths } from '../../../catalogue/privilege-paths';
import type { Analysis } from '../../access/paths/analyse';
import type { Path } from '../../access/paths/routes';
import type { Entity } from '../../contracts';

/** How a role comes to an administrator's rights, and the steps there. */
export interface Power { readonly reason: string; readonly hops: readonly Hop[] }

/** Who looks into access, once a role is asked about; undefined where policies were not read. */
export type Access = () => Analysis | undefined;

/** The rights of an administrator that roles have or come to, by the evaluator: what is not proven is none. */
export class Powers {
  private known?: { readonly administrators: ReadonlySet<string>; readonly ways: ReadonlyMap<string, Path> };

  constructor(private readonly scene: Scene, private readonly access: Access) {}

  /** How a role is an administrator, or becomes one. */
  of(role: Entity): Power | undefined {
    // A boundary that was not read may leave nothing.
    const { PermissionsBoundaryArn } = (role.PermissionsBoundary ?? {}) as { PermissionsBoundaryArn?: string };
    if (PermissionsBoundaryArn && typeof this.scene.graph.get(PermissionsBoundaryArn)?.Document !== 'string') return undefined;
    this.known ??= proven(this.access());
    if (this.known.administrators.has(role._key)) return this.asAdministrator(role);
    const way = this.known.ways.get(role._key);
    return way && becoming(role, way);
  }

  private asAdministrator(role: Entity): Power {
    const policies = policiesOf(this.scene, role);
    const whole = policies.find(({ policy }) => policy.isFullAdmin === true);
    const names = (whole ? [whole] : policies).map(({ policy }) => policy.displayName).join(' and ');
    return { reason: `${role.displayName} is an administrator by ${names || 'its policies'}`, hops: whole ? [whole.hop] : [] };
  }
}

const NOTHING = { administrators: new Set<string>(), ways: new Map<string, Path>() };

/** Who is an administrator without conditions, and of the others the shortest way that is proven in every step. */
function proven(analysis: Analysis | undefined): typeof NOTHING {
  if (!analysis) return NOTHING;
  const { administrators, conditional, paths, targets } = analysis;
  const ways = new Map<string, Path>();
  for (const path of paths.filter(({ status, to }) => status === 'proven' && targets.has(to))) {
    if (path.hops.length < (ways.get(path.from)?.hops.length ?? Infinity)) ways.set(path.from, path);
  }
  // Those that have to do something first have a path, even to themselves.
  const others = new Set([...conditional.map(({ arn }) => arn), ...paths.map(({ from }) => from)]);
  return { administrators: new Set(administrators.filter((arn) => !others.has(arn))), ways };
}

const titles = new Map(privilegePaths.map(({ id, title }) => [id, title]));

function becoming(role: Entity, { hops }: Path): Power {
  const steps = hops.map(({ method }) => titles.get(method) ?? method);
  // What it makes of itself, or of somebody new, is no step to another entity.
  const others = hops.flatMap(({ from, to }, at) => (from === to || to.endsWith(':root') ? [] : [{ from, to, how: steps[at] }]));
  return { reason: `${role.displayName} can become an administrator (${steps.join('; ')})`, hops: others };
}
