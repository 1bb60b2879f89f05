import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { detections } from '../../src/catalogue/detections';
import sigma from '../../src/catalogue/detections/sigma.json';
import { severities } from '../../src/catalogue/model/check';
import type { Detection, Event } from '../../src/catalogue/model/detection';
import { compileDetections } from '../../src/engine/activity/compile';
import { predicate } from '../../src/engine/activity/predicate';
import { ActivityRecord } from '../../src/engine/activity/record';
import facts from '../facts/detections.json';

const folder = join(__dirname, '../../src/catalogue/detections');
const files = readdirSync(folder).filter((file) => !['index.ts', 'sigma.json'].includes(file));
const rules = compileDetections(detections, { protectedResources: ['arn:aws:sns:us-east-1:111122223333:trail-topic'] });

test('every detection of the facts is there, one file each', () => {
  const ids = detections.map(({ id }) => id).sort();
  expect(ids).toEqual(expect.arrayContaining(facts.detections.map(({ id }) => id)));
  expect(files.map((file) => basename(file).replace(/\.(ts|yml)$/, '')).sort()).toEqual(ids);
});

test('the generated JSON says what the YAML files say', () => {
  const yaml = files.filter((file) => file.endsWith('.yml')).sort().map((file) => parse(readFileSync(join(folder, file), 'utf8')) as { id: string });
  expect(yaml.length).toBeGreaterThan(100);
  expect(sigma).toEqual(yaml);
  // Other Sigma tools want a UUID, once each.
  expect(new Set(yaml.map(({ id }) => id)).size).toBe(yaml.length);
  for (const { id } of yaml) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

describe.each(detections.map((detection) => [detection.id, detection] as const))('%s', (id, detection: Detection) => {
  const known = facts.detections.find((each) => each.id === id);
  const rule = rules.find(({ text }) => text.id === id)!;
  const conditions = rule.conditions.map(predicate);
  const holds = (event: Event, step: number) => conditions[step](new ActivityRecord(event, { file: 'example' }, 1, rule.kind));

  test('says what the facts say of it, where they know it', () => {
    if (!known) return;
    const { severity, attack, data, tier, logic } = known;
    expect(detection).toMatchObject({ severity: severity === 'info' ? 'informational' : severity, attack, data, tier });
    expect(detection.logic.type === 'sigma' ? 'event' : detection.logic.type).toBe(logic.type);
    expect(detection.frameworks?.cis?.['3.0'] ?? []).toEqual((known.sources as { cis?: string[] }).cis ?? []);
    expect(severities).toContain(detection.severity);
  });

  test('has a title and the harmless events that look the same', () => {
    expect(detection.title).toMatch(/^\S.{9}/);
    expect(detection.falsePositives.length).toBeGreaterThan(0);
    for (const text of detection.falsePositives) expect(text).toMatch(/^\S.{9}/);
  });

  test('finds its positive examples, a step each for a sequence', () => {
    const { match } = detection.examples;
    expect(match.length).toBeGreaterThanOrEqual(conditions.length);
    match.forEach((event, at) => expect({ event, holds: holds(event, conditions.length > 1 ? at : 0) }).toEqual({ event, holds: true }));
  });

  test('leaves its negative examples alone', () => {
    const { noMatch } = detection.examples;
    expect(noMatch.length).toBeGreaterThan(0);
    for (const event of noMatch) expect({ event, holds: conditions.some((_, step) => holds(event, step)) }).toEqual({ event, holds: false });
  });
});
