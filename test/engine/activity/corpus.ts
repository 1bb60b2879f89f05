import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { detections } from '../../../src/catalogue/detections';
import type { Detection, Event } from '../../../src/catalogue/model/detection';
import { compileDetections } from '../../../src/engine/activity/compile';
import type { Predicate } from '../../../src/engine/activity/condition';
import { Matcher, type Match } from '../../../src/engine/activity/matcher';
import { predicate } from '../../../src/engine/activity/predicate';
import { ActivityRecord } from '../../../src/engine/activity/record';
import type { Rule } from '../../../src/engine/activity/rule';
import type { Settings } from '../../../src/engine/activity/settings';
import scenarioFacts from '../../facts/cloudtrail-public-scenarios.json';

/** A labelled record of test/facts/cloudtrail-public.jsonl.gz, whose README of origin is in the record itself: source, licence, origin. */
export interface Labelled {
  readonly id: string;
  readonly kind: 'cloudtrail' | 'eks-audit';
  readonly must_match: string[];
  readonly must_not_match: string[];
  readonly reference: string[];
  readonly sigma?: string[];
  readonly sigma_strict?: string[];
  readonly event: Event;
}

export const CORPUS = join(__dirname, '../../facts/cloudtrail-public.jsonl.gz');

export const corpus = gunzipSync(readFileSync(CORPUS)).toString().trim().split('\n').map((line) => JSON.parse(line) as Labelled);

export const scenarios: readonly { scenario: string; records: string[]; must_fire: string[] }[] = scenarioFacts;

let files = 0;

/** A record that stands in a file of its own. */
export const record = (event: Event, kind: Labelled['kind'] = 'cloudtrail'): ActivityRecord => new ActivityRecord(event, { file: 'test.json', index: 0 }, ++files, kind);

export const detection = (id: string): Detection => detections.find((each) => each.id === id)!;

const compiled = new Map<string, Rule>(compileDetections(detections).map((rule) => [rule.text.id, rule]));

/** Conditions of a detection, as functions, without any settings. */
export const conditionsOf = (id: string): readonly Predicate[] => compiled.get(id)!.conditions.map(predicate);

/** Ids of the detections whose condition an event meets. */
export const met = ({ event, kind }: Pick<Labelled, 'event' | 'kind'>): string[] =>
  [...compiled.values()].filter((rule) => rule.kind === kind && rule.conditions.some((condition) => predicate(condition)(record(event, kind)))).map(({ text }) => text.id);

/** What fires over events in the order given. */
export function fires(events: readonly Event[], ids: readonly string[] = detections.map(({ id }) => id), settings: Settings = {}): Match[] {
  const matcher = new Matcher(compileDetections(ids.map(detection), settings));
  return events.flatMap((event) => matcher.match(record(event)));
}

/** Ids of what fires, once each. */
export const firedIds = (matches: readonly Match[]): string[] => [...new Set(matches.map(({ rule }) => rule.id))];
