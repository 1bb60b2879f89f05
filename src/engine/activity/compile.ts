import { key, type Key } from './keys';
import { eventRule, type Rule } from './rule';
import { surroundings, type Settings, type Surroundings } from './settings';
import { compileSearches } from './sigma/search';
import { FirstSeenState } from './state/first-seen';
import { SequenceState } from './state/sequence';
import { ThresholdState } from './state/threshold';
import { compileCondition } from './tests';
import type { Detection } from '../../catalogue/model/detection';

/**
 * Makes detections of the catalogue ready to run.
 * @throws InvalidRange where a setting is no address range
 */
export function compileDetections(detections: readonly Detection[], settings: Settings = {}): Rule[] {
  const around = surroundings(settings);
  return detections.map((detection) => compile(detection, around));
}

function compile(detection: Detection, around: Surroundings): Rule {
  const { id, title, severity, attack, frameworks, logic, data } = detection;
  const text = { id, title, severity, attack, ...frameworks && { frameworks } };
  const kind = data === 'eks-audit' ? data : 'cloudtrail';
  const keys = (names: readonly string[]): Key[] => names.map((name) => key(name, around));
  if (logic.type === 'event') return eventRule(text, kind, compileCondition(logic.match, around));
  if (logic.type === 'sigma') return eventRule(text, kind, compileSearches(logic.detection, { rule: id }));
  const conditions = (logic.type === 'sequence' ? logic.steps : [logic.match]).map((condition) => compileCondition(condition, around));
  const common = { text, kind, conditions } as const;
  switch (logic.type) {
    case 'threshold': {
      const { groupBy, distinct, count, windowSeconds } = logic;
      const threshold = { groupBy: [keys(groupBy)], ...distinct && { distinct: [keys(distinct)] }, count, windowSeconds };
      return { ...common, windowSeconds, start: () => new ThresholdState(threshold) };
    }
    case 'sequence': {
      const { groupBy, windowSeconds, ordered } = logic;
      return { ...common, windowSeconds, start: () => new SequenceState({ groupBy: conditions.map(() => keys(groupBy)), windowSeconds, ordered }) };
    }
    case 'first_seen': {
      const { key: parts, lookbackDays, minHistoryDays = 0 } = logic;
      return { ...common, start: () => new FirstSeenState({ key: keys(parts), lookbackDays, minHistoryDays }) };
    }
  }
}
