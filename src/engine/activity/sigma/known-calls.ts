import { detections } from '../../../catalogue/detections';
import type { Condition } from '../../../catalogue/model/condition';

/** Names of calls by their event source, as the detections of the catalogue know them. */
export function knownCalls(): ReadonlyMap<string, ReadonlySet<string>> {
  const sources = new Map<string, Set<string>>();
  const add = (name: unknown, source: unknown) => {
    if (typeof name === 'string' && typeof source === 'string') sources.set(name, (sources.get(name) ?? new Set()).add(source));
  };
  const visit = (condition: Condition): void => {
    if ('any' in condition) return condition.any.forEach(visit);
    if (!('all' in condition)) return;
    const of = (field: string) => condition.all.flatMap((each) => ('field' in each && each.field === field && each.test === 'in' ? each.value.map(String) : []));
    for (const name of of('eventName')) for (const source of of('eventSource')) add(name, source);
    condition.all.forEach(visit);
  };
  for (const { logic, examples } of detections) {
    if (logic.type === 'sequence') logic.steps.forEach(visit);
    else if (logic.type !== 'sigma') visit(logic.match);
    else if (JSON.stringify(logic.detection).includes('"eventSource|')) examples.match.forEach(({ eventName, eventSource }) => add(eventName, eventSource));
  }
  return sources;
}
