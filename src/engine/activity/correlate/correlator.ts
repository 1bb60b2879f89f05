import { changedBy, type Changed } from './before-after';
import type { Context, Named } from './context';
import type { Knowledge } from './knowledge';
import { Sessions, type Origin } from './sessions';
import { Stories } from './stories';
import type { ActivityFinding, Entity } from '../../contracts';
import { CHANGE } from '../changes';
import type { ActivityRecord } from '../record';

const named = ({ _key, _type, displayName, tags }: Entity): Named => ({ key: _key, type: _type, name: displayName, tags });

/** Joins findings with what is known: who stands behind them, what that identity can reach, what the targets are and what is wrong with them. */
export class Correlator {
  private readonly sessions = new Sessions();
  private readonly stories = new Stories();

  /** @param knowledge what a lake tells; without it findings are grouped alone */
  constructor(private readonly knowledge?: Knowledge) {}

  /** To be told of every event, in their order. */
  note(record: ActivityRecord): void {
    this.sessions.note(record);
  }

  /** A finding with what is known of its event. */
  add(finding: ActivityFinding, record: ActivityRecord): ActivityFinding {
    const origin = this.sessions.origin(record);
    if (!origin) return finding;
    const context = this.context(record, origin);
    this.stories.add(finding, origin, { ...context.identity && { identity: context.identity }, ...context.reach && { reach: context.reach } });
    const { targets = [] } = context;
    return {
      ...finding,
      resource: [...new Set([...finding.resource, ...targets.map(({ key }) => key)])],
      evidence: { ...finding.evidence, ...finding.check === CHANGE && this.changes(record), ...origin.via.length > 0 && { origin }, ...context },
    };
  }

  /** The stories that the findings tell together, as findings. */
  end(): ActivityFinding[] {
    return this.stories.told();
  }

  private changes(record: ActivityRecord): { readonly explanation?: { readonly changes: readonly Changed[]; readonly asOf?: string } } {
    const { asOf } = this.knowledge ?? {};
    const changes = (this.knowledge?.targets(record) ?? []).flatMap((entity) => changedBy(record, entity, asOf));
    return changes.length === 0 ? {} : { explanation: { changes, ...asOf !== undefined && { asOf } } };
  }

  private context(record: ActivityRecord, { principal, via }: Origin): Context {
    const { knowledge } = this;
    if (!knowledge) return {};
    const identity = knowledge.identity(principal);
    const targets = knowledge.targets(record).filter((target) => target !== identity).map((target): Named => {
      const failures = knowledge.failures(target);
      return { ...named(target), ...failures.length > 0 && { failures } };
    });
    const reach = [identity?._key, ...via, record.principal].map((key) => key && this.reachOf(key)).find((found) => typeof found === 'object');
    return { ...identity && { identity: named(identity) }, ...reach && { reach }, ...targets.length > 0 && { targets } };
  }

  private reachOf(key: string): Context['reach'] {
    const entity = this.knowledge?.identity(key);
    const reach = entity && this.knowledge?.reach.get(entity._key);
    return reach && { identity: entity._key, ...reach };
  }
}
