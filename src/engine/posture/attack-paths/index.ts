import { exposures } from './exposure';
import { outweighs, type AttackPath, type Exposed, type Goal, type Hop } from './path';
import { Powers, type Access } from './power';
import { rolesOf } from './privilege';
import { Scene } from './scene';
import { Treasury, valueOf } from './value';
import { severities, type Check, type Severity } from '../../../catalogue/model/check';
import type { Entity, Finding } from '../../contracts';
import type { Graph } from '../../graph/graph';

/** Paths of an account by the key of each entity on them, the heaviest one. */
export type AttackPaths = ReadonlyMap<string, AttackPath>;

/** What stands in the evidence of a finding that a path has made worse. */
export interface AttackPathEvidence {
  /** Severity of the check. */
  readonly before: Severity;
  /** Severity of the finding. */
  readonly after: Severity;
  readonly because: readonly string[];
  readonly hops: readonly Hop[];
}

/** What is looked up on the way; `told` are the roles whose reach was told. */
interface Known { readonly scene: Scene; readonly treasury: Treasury; readonly powers: Powers; readonly told: Set<string> }

/** The paths that lead through one exposed entity. */
function pathsOf({ scene, treasury, powers, told }: Known, exposed: Exposed): AttackPath[] {
  const { entity, hops } = exposed;
  const own = valueOf(entity);
  const worth: AttackPath['goals'] = own ? { value: own } : {};
  const paths: AttackPath[] = own ? [{ hops, goals: worth }] : [];
  const lead = (more: readonly Hop[], goals: AttackPath['goals']) => paths.push({ hops: [...hops, ...more], goals: { ...worth, ...goals } });
  for (const { role, hops: acting } of rolesOf(scene, exposed)) {
    const admin = powers.of(role);
    const power: AttackPath['goals'] = admin ? { administrator: admin.reason } : {};
    if (admin) lead([...acting, ...admin.hops], power);
    // What a role reads is told with the first way to the role; to the others on the way one is as good as all.
    const readable = treasury.readableBy(role);
    for (const { value, hops: way } of told.has(role._key) ? readable.slice(0, 1) : readable) lead([...acting, ...way], { value, ...power });
    told.add(role._key);
  }
  const beside = [...treasury.atHand(entity), ...treasury.inNetworkOf(entity, groupsOf(scene, entity)), ...treasury.inRangeOf(entity)];
  for (const { value, hops: way } of beside) lead(way, { value });
  return paths;
}

function groupsOf(scene: Scene, entity: Entity): readonly Entity[] {
  const { SecurityGroups = [], VpcConfig, networkConfiguration } = entity as Entity & {
    SecurityGroups?: readonly { GroupId?: string }[];
    VpcConfig?: { SecurityGroupIds?: readonly string[] };
    networkConfiguration?: { awsvpcConfiguration?: { securityGroups?: readonly string[] } };
  };
  const ofTasks = networkConfiguration?.awsvpcConfiguration?.securityGroups ?? [];
  return scene.groupsOf([...SecurityGroups.map(({ GroupId }) => GroupId), ...VpcConfig?.SecurityGroupIds ?? [], ...ofTasks]);
}

/**
 * The ways from the Internet to administrators and to things of value in an account, proven by what was read: what a condition, a boundary or a gap
 * leaves open is no path.
 * @param openDoors failed findings of checks that say that their resource is open to everybody, by its key
 * @param access who is an administrator of the account; looked at once a role is on a way
 */
export function attackPaths(graph: Graph, openDoors: ReadonlyMap<string, Finding>, access: Access): AttackPaths {
  const scene = new Scene(graph, openDoors);
  const known = { scene, treasury: new Treasury(scene), powers: new Powers(scene, access), told: new Set<string>() };
  const seen = new Set<string>();
  const paths = new Map<string, AttackPath>();
  for (const exposed of exposures.flatMap((rule) => [...rule(scene)])) {
    const way = exposed.hops.map(({ to }) => to).join(' ');
    if (seen.has(way)) continue;
    seen.add(way);
    for (const path of pathsOf(known, exposed)) {
      for (const { to } of path.hops) if (outweighs(path, paths.get(to))) paths.set(to, path);
    }
  }
  return paths;
}

const raised = (severity: Severity, steps: number): Severity => severities[Math.max(0, severities.indexOf(severity) - steps)];

/** The finding as a path through its resource makes it: a step worse for each goal, with the path as evidence. */
function weighted(finding: Finding, path: AttackPath | undefined): Finding {
  if (!path || finding.status !== 'fail') return finding;
  const because = Object.keys(path.goals).map((goal) => path.goals[goal as Goal]!);
  const after = raised(finding.severity, because.length);
  const attackPath: AttackPathEvidence = { before: finding.severity, after, because, hops: path.hops };
  const told = after === finding.severity ? '' : `. Raised from ${finding.severity} to ${after}: on a path from the Internet, and ${because.join(', and ')}`;
  return { ...finding, severity: after, reason: `${finding.reason}${told}`, evidence: { ...finding.evidence, attackPath } };
}

/**
 * The findings of an account, those that failed on a resource on an attack path with a raised severity. Checks of availability stay as they are: an
 * intruder gains nothing by them.
 * @param access as of `attackPaths`
 */
export function weighByPaths(findings: readonly Finding[], checks: readonly Check[], graph: Graph, access: Access): Finding[] {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const doors = new Map(findings.filter(({ status, check }) => status === 'fail' && byId.get(check)?.exposes).map((finding) => [finding.resource[0], finding]));
  const paths = attackPaths(graph, doors, access);
  return findings.map((finding) => (byId.get(finding.check)?.about === 'availability' ? finding : weighted(finding, paths.get(finding.resource[0]))));
}
