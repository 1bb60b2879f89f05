import type { Analysis } from './paths/analyse';
import { bestPaths } from './paths/findings';
import type { Hop } from './paths/hop';
import type { Path } from './paths/routes';

/** A user, role, account or resource of the picture. */
export interface PictureNode {
  /** ARN */
  readonly id: string;
  readonly kind: 'user' | 'role' | 'account' | 'resource';
  readonly administrator: boolean;
}

/** Steps from one to another, those of all methods in one. */
export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  readonly edge: Hop['edge'];
  /** ids of methods, the best first */
  readonly methods: readonly string[];
  readonly status: Hop['status'];
}

/** Who leads to administrators, and how: as much of it as a person can look at. */
export interface Picture {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  /** paths that are shown, and how many there are */
  readonly shown: number;
  readonly of: number;
}

// More than this nobody reads on a screen.
const MOST_NODES = 60;

const kindOf = (arn: string): PictureNode['kind'] =>
  (/:iam::\d+:user\//.test(arn) ? 'user' : /:iam::[\d*]+:role\//.test(arn) ? 'role' : arn.endsWith(':root') ? 'account' : 'resource');

/** Proven and short ones first; whoever may use a resource anyway comes last. */
const worth = ({ status, hops }: Path) => (hops[0].edge === 'CAN_USE' ? 2000 : status === 'proven' ? 0 : 1000) + hops.length;

/** The best path of each to each sensitive resource; administrators use what they like. */
function sensitivePaths({ sensitive, targets }: Analysis): Path[] {
  return sensitive.flatMap(({ paths }) => {
    const best = new Map<string, Path>();
    for (const path of paths) if (!targets.has(path.from) && (!best.has(path.from) || worth(path) < worth(best.get(path.from)!))) best.set(path.from, path);
    return [...best.values()];
  });
}

/** The best path of each who reaches an administrator or a sensitive resource, proven and short ones first, until there are enough nodes. */
export function pictureOf(analysis: Analysis, most: number = MOST_NODES): Picture {
  const best = [...bestPaths(analysis).values(), ...sensitivePaths(analysis)].sort((a, b) => worth(a) - worth(b) || (a.from < b.from ? -1 : 1));
  const nodes = new Set<string>();
  const edges = new Map<string, PictureEdge>();
  let shown = 0;
  for (const { hops } of best) {
    const fresh = new Set(hops.flatMap(({ from, to }) => [from, to]).filter((arn) => !nodes.has(arn)));
    if (nodes.size + fresh.size > most) continue;
    fresh.forEach((arn) => nodes.add(arn));
    for (const hop of hops) addEdge(edges, hop);
    shown += 1;
  }
  for (const { hops } of analysis.paths) for (const hop of hops) if (edges.has(keyOf(hop))) addEdge(edges, hop);
  return {
    nodes: [...nodes].map((id) => ({ id, kind: kindOf(id), administrator: analysis.targets.has(id) })), edges: [...edges.values()], shown, of: best.length,
  };
}

const keyOf = ({ from, to }: Pick<Hop, 'from' | 'to'>) => `${from} ${to}`;

function addEdge(edges: Map<string, PictureEdge>, hop: Hop): void {
  const { from, to, edge, method, status } = hop;
  const known = edges.get(keyOf(hop));
  if (!known) {edges.set(keyOf(hop), { from, to, edge, methods: [method], status });} else if (!known.methods.includes(method)) {
    edges.set(keyOf(hop), { ...known, methods: [...known.methods, method], status: known.status === 'proven' ? 'proven' : status });
  }
}
