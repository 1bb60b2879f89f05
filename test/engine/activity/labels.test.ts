import { corpus, firedIds, fires, met, scenarios } from './corpus';
import { detections } from '../../../src/catalogue/detections';

const labelled = corpus.filter(({ must_match, must_not_match }) => must_match.length + must_not_match.length > 0);

test('the corpus has labels enough to tell', () => {
  expect(corpus.length).toBeGreaterThan(1000);
  expect(labelled.length).toBeGreaterThan(100);
  expect(scenarios.length).toBeGreaterThan(20);
});

test('every event that must match does, and none that must not', () => {
  const wrong = labelled.flatMap(({ id, must_match: yes, must_not_match: no, ...event }) => {
    const found = met(event);
    return [...yes.filter((each) => !found.includes(each)).map((each) => `${id} misses ${each}`), ...no.filter((each) => found.includes(each)).map((each) => `${id} has ${each}`)];
  });
  expect(wrong).toEqual([]);
});

test('a reference evaluator of the same facts agrees on every event', () => {
  const kindOf = new Map(detections.map(({ id, data }) => [id, data === 'eks-audit' ? 'eks-audit' : 'cloudtrail']));
  const wrong = corpus.flatMap(({ id, reference, ...event }) => {
    const found = met(event);
    // The reference knows no kinds: it runs detections of CloudTrail over audit events, too.
    const expected = reference.filter((each) => kindOf.get(each) === event.kind);
    return [...expected.filter((each) => !found.includes(each)).map((each) => `${id} misses ${each}`), ...found.filter((each) => !expected.includes(each)).map((each) => `${id} has ${each}`)];
  });
  expect(wrong).toEqual([]);
});

test.each(scenarios)('the recorded attack $scenario fires what it must', ({ records, must_fire }) => {
  const events = records.map((id) => corpus.find((each) => each.id === id)!.event);
  expect(firedIds(fires(events))).toEqual(expect.arrayContaining(must_fire));
});
