import type { Check, Look } from '../../catalogue/model/check';
import type { Entity, Finding, UnitLedger, Unread } from '../contracts';
import { gapOf, lookAt, NOT_SCANNED, NotReadable } from './look';
import type { Graph } from '../graph/graph';

type Result = { status: 'pass' | 'fail'; reason: string } | { status: 'unknown'; reason: string; unread: Unread };

function unknown(unread: Unread): Result {
  const { action, code, denied } = unread;
  const why = denied ? `the role lacks ${action} (${code})` : `the call that ${action} allows failed (${code})`;
  return { status: 'unknown', reason: `Not readable: ${code === NOT_SCANNED ? `the stream '${action}' was not scanned` : why}.`, unread };
}

function resultOf(check: Check, entity: Entity, look: Look): Result | undefined {
  const gap = gapOf(entity, check.needs);
  if (gap) return unknown(gap);
  try {
    if (check.applies && !check.applies(entity, look)) return undefined;
    const reason = check.fails(entity, look);
    return reason === undefined ? { status: 'pass', reason: check.title } : { status: 'fail', reason };
  } catch (error) {
    if (error instanceof NotReadable) return unknown(error.unread);
    throw error;
  }
}

const NOTHING = {};

/** @param of what the ids of all findings of the check begin with: a string of its own in each would be in memory as often as there are findings */
function finding(check: Check, of: string, on: Pick<Entity, '_key' | 'displayName' | 'accountId' | 'region'>, result: Result, at: string): Finding {
  return {
    id: of + on._key,
    source: 'posture',
    check: check.id,
    service: check.service,
    severity: check.severity,
    status: result.status,
    resource: [on._key],
    resourceType: check.entity,
    resourceName: on.displayName,
    accountId: on.accountId,
    region: on.region,
    title: check.title,
    reason: result.reason,
    remedy: check.remedy,
    frameworks: check.frameworks,
    firstSeen: at,
    lastSeen: at,
    evidence: result.status === 'unknown' ? { missingAction: result.unread.action, code: result.unread.code } : NOTHING,
  };
}

/** A unit that could not list a type hides resources: one *unknown* for each check on the type says so. */
function unlisted(check: Check, of: string, ledger: readonly UnitLedger[], at: string): Finding[] {
  return ledger.filter((unit) => unit.service === check.service).flatMap((unit) => {
    const gap = unit.unlisted.find(({ type }) => type === check.entity);
    const key = `${unit.accountId}:${unit.region}:${check.entity}`;
    return gap ? [finding(check, of, { _key: key, displayName: `${check.entity} (not listed)`, ...unit }, unknown(gap.unread), at)] : [];
  });
}

/** Runs the checks over the graph of one account: a finding for every resource a check concerns, passed ones included. */
export function* evaluate(
  checks: readonly Check[], graph: Graph, ledger: readonly UnitLedger[], now: Date, accounts: readonly string[] = []): Iterable<Finding> {
  const at = now.toISOString();
  for (const check of checks) {
    const of = `${check.id}|`;
    const look = lookAt(graph, ledger, check.needs, now, accounts);
    for (const entity of graph.ofType(check.entity)) {
      const result = entity._mapped ? undefined : resultOf(check, entity, look);
      if (result) yield finding(check, of, entity, result, at);
    }
    yield* unlisted(check, of, ledger, at);
  }
}
