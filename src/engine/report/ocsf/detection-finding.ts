import { ocsfFinding } from './base';
import { isAddress } from '../../activity/addresses';
import { tacticOf } from '../../activity/correlate/attack';
import type { ActivityFinding } from '../../contracts';

const DETECTION_FINDING = { uid: 2004, name: 'Detection Finding', activity: [1, 'Create'] } as const;
/** Kinds of analytics: a rule, and what knows by habit. */
const [RULE, BEHAVIOURAL] = [{ type_id: 1, type: 'Rule' }, { type_id: 2, type: 'Behavioral' }] as const;

/** Evidence for which OCSF has no attribute. */
const UNMAPPED = ['author', 'references', 'explanation', 'origin', 'identity', 'reach', 'targets', 'story'];

function attackOf(technique: string) {
  const tactic = tacticOf(technique);
  const [parent] = technique.split('.');
  return { technique: { uid: parent }, ...parent !== technique && { sub_technique: { uid: technique } }, ...tactic && { tactic: { name: tactic } } };
}

/** Who called what, and from where; one for the last event. */
function evidenceOf({ evidence: { actor, principal, eventSource, eventName, errorCode, sourceAddress } }: ActivityFinding) {
  return {
    ...actor !== undefined && { actor: { user: { uid: actor, name: (principal ?? actor).split('/').pop() } } },
    api: { operation: eventName || 'unknown', service: { name: eventSource }, ...errorCode !== undefined && { response: { error: errorCode } } },
    ...sourceAddress !== undefined && { src_endpoint: isAddress(sourceAddress) ? { ip: sourceAddress } : { svc_name: sourceAddress } },
  };
}

/** A finding of a detection, or a story, as Detection Finding: https://schema.ocsf.io/1.3.0/classes/detection_finding */
export function detectionFinding(finding: ActivityFinding): object {
  const { check, title, frameworks, evidence: { attack, events, ...rest } } = finding;
  const analytic = { uid: check, name: title, ...check.startsWith('behaviour-') ? BEHAVIOURAL : RULE };
  return {
    ...ocsfFinding(finding, DETECTION_FINDING, { analytic, ...attack.length > 0 && { attacks: attack.map(attackOf) } }),
    count: events.length,
    evidences: [evidenceOf(finding)],
    unmapped: { frameworks, events, ...Object.fromEntries(UNMAPPED.filter((name) => rest[name] !== undefined).map((name) => [name, rest[name]])) },
  };
}
