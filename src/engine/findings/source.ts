import type { Severity } from '../../catalogue/model/check';
import type { Frameworks } from '../../catalogue/model/frameworks';
import type { EntityType } from '../../catalogue/model/names';
import type { Entity, Finding } from '../contracts';
import type { Resources } from './resources';
import type { Graph } from '../graph/graph';

/** What a service says in one finding of its own, in our words. */
export interface Told {
  /** What was found, the same for every resource: `<service>/<control, type or vulnerability>`. */
  readonly check: string;
  readonly severity: Severity;
  readonly status: Finding['status'];
  /** Resources as the service names them, the affected one first. */
  readonly resources: readonly string[];
  readonly title: string;
  readonly reason: string;
  /** What the service advises, with its page. */
  readonly remedy?: string;
  readonly frameworks?: Frameworks;
  /** ISO 8601. */
  readonly firstSeen?: string;
  /** ISO 8601. */
  readonly lastSeen?: string;
  /** Ids by which Security Hub passes on this finding, or the id of the finding that is passed on. */
  readonly ids: readonly string[];
  /** Control of Security Hub, such as `S3.8`, that a resource was held against. */
  readonly control?: string;
}

/** A service whose findings are imported. */
export interface Source {
  /** Entity type of its findings. */
  readonly type: EntityType;
  /** What an entity of that type says. */
  readonly tell: (finding: Entity, graph: Graph) => Told;
}

const labels: Readonly<Record<string, Severity>> = { CRITICAL: 'critical', HIGH: 'high', MEDIUM: 'medium', LOW: 'low' };

/** Severity of a label; what a service has not rated (`UNTRIAGED`, `UNDEFINED`) is informational. */
export const ofLabel = (label: string | undefined): Severity => labels[label?.toUpperCase() ?? ''] ?? 'informational';

/** Severity of a number by the least of each. */
export const ofScore = (score: number, { critical, high, medium, low }: Readonly<Record<'critical' | 'high' | 'medium' | 'low', number>>): Severity =>
  (score >= critical ? 'critical' : score >= high ? 'high' : score >= medium ? 'medium' : score >= low ? 'low' : 'informational');

/** The advice of a service and where it stands, in one text. */
export const advice = (text: string | undefined, url?: string): string | undefined => [text, url].filter(Boolean).join(' ') || undefined;

/** The finding of an entity. Whatever the service leaves open is the time of the scan. */
export function findingOf(told: Told, of: Entity, resources: Resources, now: Date): Finding {
  const keys = [...new Set(told.resources.map((id) => resources.keyOf(id, of)))];
  const [first = of._key] = keys;
  const affected = resources.get(first);
  const time = (text: string | undefined) => (text && !Number.isNaN(Date.parse(text)) ? new Date(text) : now).toISOString();
  return {
    id: `${told.check}|${of._key}`,
    source: 'imported',
    check: told.check,
    service: of._service,
    severity: told.severity,
    status: told.status,
    resource: keys.length > 0 ? keys : [of._key],
    resourceType: affected?._type ?? '',
    resourceName: affected?.displayName ?? first.split(/[:/]/).pop()!,
    accountId: of.accountId,
    region: of.region,
    title: told.title,
    reason: told.reason,
    remedy: { cli: told.remedy ?? '', cdk: '' },
    frameworks: told.frameworks ?? {},
    firstSeen: time(told.firstSeen),
    lastSeen: time(told.lastSeen),
    evidence: { entity: of._key, entityType: of._type, importedAt: now.toISOString() },
  };
}
