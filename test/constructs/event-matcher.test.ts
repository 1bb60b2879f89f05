import { matches } from './event-matcher';
import verdicts from '../facts/event-pattern-verdicts.json';

test.each(Object.entries(verdicts.patterns))('the matcher of the tests decides %s as AWS does', (name, pattern) => {
  const found = verdicts.events.flatMap((event, at) => (matches(pattern, event) ? [at] : []));
  expect(found).toEqual(verdicts.matches[name as keyof typeof verdicts.matches]);
});
