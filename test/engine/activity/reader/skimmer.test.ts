import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { skimModule, TARGET } from '../../../../projenrc/wasm';
import { detections } from '../../../../src/catalogue/detections';
import { compileDetections } from '../../../../src/engine/activity/compile';
import { Matcher } from '../../../../src/engine/activity/matcher';
import { members } from '../../../../src/engine/activity/members';
import { valuesAt, walk } from '../../../../src/engine/activity/path';
import { Skimmer } from '../../../../src/engine/activity/reader/skimmer';
import { ActivityRecord } from '../../../../src/engine/activity/record';
import { compileSigma } from '../../../../src/engine/activity/sigma/rules';
import type { SkimmedEvent } from '../../../../src/engine/activity/skimmed';
import type { Json } from '../../../../src/engine/json';
import { corpus } from '../corpus';
import { sigmaHq } from '../sigma-hq';

const skimmer = new Skimmer();
const skimmed = (text: string, isList = false): readonly SkimmedEvent[] => skimmer.skim(Buffer.from(text), 0, isList).events;

/** All records of a list, which may be more than fit at once. */
function everyOne(bytes: Buffer): SkimmedEvent[] {
  const found: SkimmedEvent[] = [];
  for (let from = 0; from < bytes.length;) {
    const { start, events: some } = skimmer.skim(bytes, from, true);
    if (some.length === 0) break;
    found.push(...some);
    from = start + some[some.length - 1].to + 1;
  }
  return found;
}

const record = (event: Json | SkimmedEvent): ActivityRecord => new ActivityRecord(event, { file: 'x', index: 0 }, 1, 'cloudtrail');

/** What a path leads to in an event that was parsed. */
const at = (event: unknown, keys: readonly string[]): unknown => keys.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json)[key] : undefined), event);

const events = corpus.filter(({ kind, event }) => kind === 'cloudtrail' && typeof (event as Json).eventVersion === 'string').map(({ event }) => event as Json);

test('the module is what wasm/skim.ts compiles to', () => {
  expect(readFileSync(join(__dirname, '../../../..', TARGET), 'utf8')).toBe(skimModule());
});

describe('over recorded events', () => {
  const all = everyOne(Buffer.from(events.map((event) => JSON.stringify(event)).join(',')));

  test('all are skimmed, and what is built of them is what JSON.parse builds', () => {
    expect(events.length).toBeGreaterThan(1000);
    expect(all.length).toBe(events.length);
    expect(all.map((event) => event.whole())).toEqual(events);
    const wanted = events.map((event) => members.map(({ keys }) => at(event, keys)));
    expect(all.map((event) => members.map(({ number }) => event.member(number)))).toEqual(wanted);
    expect(all.map((event) => members.map(({ number }) => JSON.parse(event.json(number) ?? 'null') as unknown))).toEqual(wanted.map((values) => values.map((value) => value ?? null)));
  });

  test('every rule says of them what it says of events that were parsed', () => {
    const rules = () => [...compileDetections(detections), ...compileSigma(sigmaHq(), {}).rules];
    const [one, other] = [new Matcher(rules()), new Matcher(rules())];
    let fired = 0;
    for (const [index, event] of events.entries()) {
      const found = one.match(record(all[index])).map(({ rule: { id }, hit }) => [id, hit?.reason]);
      expect(found).toEqual(other.match(record(event)).map(({ rule: { id }, hit }) => [id, hit?.reason]));
      fired += found.length;
    }
    expect(fired).toBeGreaterThan(500);
  });

  test('every path leads to the same in both', () => {
    const paths = ['userIdentity', 'userIdentity.userName', 'userIdentity.sessionContext.attributes.mfaAuthenticated', 'userIdentity.sessionContext.sessionIssuer.arn', 'userIdentity.webIdFederationData.federatedProvider',
      'requestParameters.bucketName', 'requestParameters.filterSet.items.name', 'requestParameters', 'resources.ARN', 'responseElements.credentials.accessKeyId', 'nothing', 'nothing.at.all', 'errorCode', 'tlsDetails.tlsVersion'];
    for (const path of paths) {
      for (const leaves of [true, false]) {
        const walked = walk(path, leaves);
        expect(all.map((event) => valuesAt(record(event), walked))).toEqual(events.map((event) => valuesAt(record(event), walked)));
      }
    }
  });
});

/** A generator of numbers below a limit, the same ones in every run. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

test('what JSON.parse refuses is never taken, whatever is wrong with it', () => {
  const next = numbers(1);
  const odd = [...'{}[]",:\\0123456789.-+eEtfnu \n\t\u0001aé\u{1f600}'];
  let [taken, refused] = [0, 0];
  for (let round = 0; round < 5_000; round++) {
    let text = JSON.stringify(events[next(events.length)]);
    for (let change = next(3); change >= 0; change--) {
      const place = next(text.length);
      text = text.slice(0, place) + odd[next(odd.length)] + text.slice(place + next(2));
    }
    const [found] = skimmed(text);
    if (!found) {
      refused++;
      continue;
    }
    taken++;
    const parsed = JSON.parse(Buffer.from(text).subarray(0, found.to).toString()) as Json;
    expect([found.whole(), ...members.map(({ number }) => found.member(number))]).toEqual([parsed, ...members.map(({ keys }) => at(parsed, keys))]);
  }
  expect(taken).toBeGreaterThan(500);
  expect(refused).toBeGreaterThan(500);
});

describe('what is left to JSON.parse', () => {
  test.each([
    ['a member that stands twice', '{"eventVersion":"1","eventName":"A","eventName":"B"}'],
    ['a name with a dot, which a path may mean', '{"eventVersion":"1","a.b":1}'],
    ['a name with an escape', '{"eventVersion":"1","event\\u004eame":"A"}'],
    ['a number with an exponent', '{"eventVersion":"1","x":1e5}'],
    ['what is nested too deep', `{"eventVersion":"1","x":${'['.repeat(100)}${']'.repeat(100)}}`],
    ['what is cut off', '{"eventVersion":"1","eventName":"A"'],
    ['text behind a literal', '{"eventVersion":"1","x":nulll}'],
    ['a control character in a text', '{"eventVersion":"1","x":"a\u0001"}'],
  ])('%s', (_, text) => {
    expect(skimmed(text)).toEqual([]);
  });
});

test('white space, escapes, other alphabets, and members that nobody asks for', () => {
  const event = { eventVersion: '1', userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::1:user/Zoë', more: { arn: 'x' } }, userAgent: 'a "quoted" \\ \u0007 \u{1f600}', requestParameters: { eventName: 'no', items: [1, -2.5, true, null] }, other: 'ü' };
  const [one, ...rest] = skimmed(`${JSON.stringify(event, undefined, 2)}\n`);
  expect(rest).toEqual([]);
  expect([one.whole(), one.hasOthers]).toEqual([event, true]);
  expect(record(one).other('other')).toBe('ü');
  expect(members.map(({ number }) => one.member(number))).toEqual(members.map(({ keys }) => at(event, keys)));
});

test('more records than there is room for, and more values than have numbers, in pieces', () => {
  const many = Array.from({ length: 40_000 }, (_, n) => ({ eventVersion: '1', eventName: `N${n}`, userAgent: `agent ${n} ${'x'.repeat(50)}`, awsRegion: `r${n % 3}` }));
  const bytes = Buffer.from(many.map((each) => JSON.stringify(each)).join(','));
  expect(everyOne(bytes).map((event) => event.whole())).toEqual(many);
});
