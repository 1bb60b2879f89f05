import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { corpus, record } from './corpus';
import { sigmaHq } from './sigma-hq';
import { Matcher } from '../../../src/engine/activity/matcher';
import { predicate } from '../../../src/engine/activity/predicate';
import type { Settings } from '../../../src/engine/activity/settings';
import { readSigma, type SigmaDocument } from '../../../src/engine/activity/sigma/documents';
import { compileSigma } from '../../../src/engine/activity/sigma/rules';

const documents = (yaml: string): SigmaDocument[] => parseAllDocuments(yaml).map((each) => {
  const content = each.toJS() as Record<string, unknown>;
  return { rule: String(content.name ?? content.title), file: 'own.yml', content };
});

const compile = (yaml: string, settings?: Settings) => {
  const { rules, errors } = compileSigma(documents(yaml), settings);
  expect(errors).toEqual([]);
  return rules;
};

/** A rule with one field. */
const ruleOf = (field: string, value: unknown, extra = '') => `
title: own
logsource: { product: aws, service: cloudtrail }
detection:
  selection:
    ${JSON.stringify(field)}: ${JSON.stringify(value)}
  ${extra}
  condition: selection
`;

const matches = (yaml: string, event: object, settings?: Settings) => {
  const [rule] = compile(yaml, settings);
  const whole = predicate(rule.conditions[0])(record(event as never));
  // The index must never change what a rule says.
  expect(new Matcher([rule]).match(record(event as never)).length > 0).toBe(whole);
  return whole;
};

const errorOf = (yaml: string, settings?: Settings) => compileSigma(documents(yaml), settings).errors.map(({ message }) => message).join('\n');

describe('the rules of SigmaHQ', () => {
  const counted = (strictObjects: boolean) => {
    const { rules, errors } = compileSigma(sigmaHq(), { strictObjects });
    expect(errors).toEqual([]);
    const matcher = new Matcher(rules);
    return corpus.map(({ id, kind, event }) => ({ id, found: matcher.match(record(event, kind)).map(({ rule }) => rule.id).sort() }));
  };

  test('there are 57, each with its author', () => {
    const { rules } = compileSigma(sigmaHq());
    expect(rules).toHaveLength(57);
    for (const { text } of rules) expect(text.author).toMatch(/\S/);
  });

  test('match what two other engines match, event by event', () => {
    expect(counted(false)).toEqual(corpus.map(({ id, sigma = [] }) => ({ id, found: [...sigma].sort() })));
  });

  test('match what a third engine matches where objects are not compared as JSON', () => {
    expect(counted(true)).toEqual(corpus.map(({ id, sigma = [], sigma_strict: strict = sigma }) => ({ id, found: [...strict].sort() })));
  });

  test('those with an aggregation are refused by name, with what to write instead', () => {
    const { rules, errors } = compileSigma(sigmaHq('unsupported'));
    expect(rules.map(({ text }) => text.title)).toEqual(['Potential AWS Cloud Email Service Abuse']);
    expect(errors).toHaveLength(7);
    expect(errors[0].message).toMatch(/^Sigma rule 'AWS EC2 Download Userdata' in unsupported\/.*aggregation .*count\(\) > 10.* is not supported; write a correlation rule/);
  });

  test('a placeholder is filled, or its absence told', () => {
    const own = sigmaHq('placeholder');
    expect(compileSigma(own).errors.map(({ message }) => message).join()).toMatch(/placeholder '%Legitimate_Countries%', which the configuration does not give \(placeholders: none\)/);
    const { rules, errors } = compileSigma(own, { placeholders: { Legitimate_Countries: ['CH'], Legitimate_IP_Ranges: ['192.0.2.1'] } });
    expect(errors).toEqual([]);
    const login = { eventName: 'ConsoleLogin', responseElements: { ConsoleLogin: 'Success' } };
    const matcher = new Matcher(rules);
    expect(matcher.match(record(login))).toHaveLength(1);
    expect(matcher.match(record({ ...login, src_ip: '192.0.2.1' }))).toHaveLength(0);
  });
});

describe('values and modifiers', () => {
  const event = {
    eventSource: 's3.amazonaws.com',
    eventName: 'PutObject',
    eventTime: '2026-03-01T23:05:00Z',
    sourceIPAddress: '192.0.2.7',
    readOnly: false,
    userIdentity: { userName: 'Alice' },
    errorCode: null,
    requestParameters: { size: 5, text: '7', path: 'C:\\temp\\x', star: 'a*b', list: ['one', 'two'], objects: [{ name: 'n1' }, { name: 'n2', on: true }], target: 'alice', empty: '', object: { Status: 'Suspended' } },
  };
  test.each<[string, unknown, boolean]>([
    ['eventName', 'putobject', true],
    ['eventName', 'Put*', true],
    ['eventName', 'P?tObject', true],
    ['eventName', ['GetObject', 'PutObject'], true],
    ['eventName', 'Put', false],
    ['eventName|cased', 'putobject', false],
    ['eventName|cased', 'PutObject', true],
    ['eventName|startswith', 'put', true],
    ['eventName|startswith|cased', 'put', false],
    ['eventName|endswith', 'object', true],
    ['eventName|contains', 'tob', true],
    ['eventName|contains|all', ['put', 'obj'], true],
    ['eventName|contains|all', ['put', 'get'], false],
    ['eventName|neq', 'GetObject', true],
    ['eventName|neq', 'PutObject', false],
    ['eventName|re', '^Put', true],
    ['eventName|re', '^put', false],
    ['eventName|re|i', '^put', true],
    ['eventName|re', '(?i)^put', true],
    ['errorCode', null, true],
    ['nowhere', null, true],
    ['eventName', null, false],
    ['eventName', [null, 'PutObject'], true],
    ['requestParameters.empty', '', true],
    ['requestParameters.empty', null, false],
    ['nowhere', '', false],
    ['eventName|exists', true, true],
    ['errorCode|exists', true, false],
    ['errorCode|exists', false, true],
    ['readOnly', false, true],
    ['readOnly', 'false', true],
    ['readOnly', 'FALSE', true],
    ['readOnly', true, false],
    ['requestParameters.size', 5, true],
    ['requestParameters.size', '5', true],
    ['requestParameters.text', 7, true],
    ['requestParameters.size|gt', 4, true],
    ['requestParameters.size|gte', 5, true],
    ['requestParameters.size|lt', 5, false],
    ['requestParameters.size|lte', 5, true],
    ['requestParameters.text|lt', 8, true],
    ['sourceIPAddress|cidr', '192.0.2.0/24', true],
    ['sourceIPAddress|cidr', ['10.0.0.0/8', '198.51.100.0/24'], false],
    ['requestParameters.list', 'two', true],
    ['requestParameters.list|contains', 'tw', true],
    ['requestParameters.objects.name', 'n2', true],
    ['requestParameters.object|contains', '"Status":"Suspended"', true],
    ['requestParameters.objects|contains', 'true', true],
    ['requestParameters.star', 'a\\*b', true],
    ['requestParameters.star', 'a\\?b', false],
    ['requestParameters.path', 'C:\\temp\\*', false],
    ['requestParameters.path', 'C:\\temp\\\\*', true],
    ['userIdentity.userName|fieldref', 'requestParameters.target', true],
    ['userIdentity.userName|fieldref|cased', 'requestParameters.target', false],
    ['userIdentity.userName|fieldref|neq', 'requestParameters.target', false],
    ['requestParameters.target|fieldref|startswith', 'userIdentity.userName', true],
    ['eventTime|hour', 23, true],
    ['eventTime|minute', 5, true],
    ['eventTime|day', 1, true],
    ['eventTime|month', 3, true],
    ['eventTime|year', 2026, true],
    ['eventTime|week', 9, true],
  ])('%s: %j is %p', (field, value, expected) => {
    expect(matches(ruleOf(field, value), event)).toBe(expected);
  });

  test.each<[string, string, string]>([
    ['base64', 'foobar', 'Zm9vYmFy'],
    ['base64offset|contains', 'foobar', `x${Buffer.from('1foobar').toString('base64')}`],
    ['base64offset|contains', 'foobar', Buffer.from('12foobar34').toString('base64')],
    ['wide|base64offset|contains', 'ping', Buffer.from('a ping b', 'utf16le').toString('base64')],
    ['windash|contains', ' -exec', 'find /exec \u2013exec'],
    ['windash|contains', '-a /b', 'run \u2015a -b'],
    ['base64', 'a\\*b', Buffer.from('a*b').toString('base64')],
  ])('%s finds what is hidden', (modifiers, value, text) => {
    expect(matches(ruleOf(`userAgent|${modifiers}`, value), { userAgent: text })).toBe(true);
    expect(matches(ruleOf(`userAgent|${modifiers}`, value), { userAgent: 'harmless' })).toBe(false);
  });

  test('words are looked for anywhere, numbers and names of fields left out', () => {
    const words = 'title: own\nlogsource: { product: aws, service: cloudtrail }\ndetection:\n  words: [suspended, nothing]\n  condition: words';
    expect(matches(words, event)).toBe(true);
    expect(matches(words, { requestParameters: { suspended: 'x' } })).toBe(false);
  });

  test('strict objects have no text', () => {
    const yaml = ruleOf('requestParameters.object|contains', 'Suspended');
    expect([matches(yaml, event), matches(yaml, event, { strictObjects: true })]).toEqual([true, false]);
  });

  test('a list of maps needs one of them, a map needs all', () => {
    const yaml = 'title: own\nlogsource: { product: aws, service: cloudtrail }\ndetection:\n  s:\n    - { eventName: GetObject }\n    - { eventName: PutObject, readOnly: false }\n  condition: s';
    expect(matches(yaml, event)).toBe(true);
    expect(matches(yaml, { ...event, readOnly: true })).toBe(false);
  });

  test('a list may hold maps and words', () => {
    const yaml = 'title: own\nlogsource: { product: aws, service: cloudtrail }\ndetection:\n  s: [{ eventName: GetObject }, suspended]\n  condition: s';
    expect([matches(yaml, event), matches(yaml, { eventName: 'GetObject' }), matches(yaml, { eventName: 'ListObjects' })]).toEqual([true, true, false]);
  });

  test('an account keeps its leading zero', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'sigma-')), 'own.yml');
    writeFileSync(file, 'title: own\nlogsource: { product: aws, service: cloudtrail }\ndetection:\n  s: { recipientAccountId: [012345678901, 012345671234] }\n  condition: s');
    const [rule] = compileSigma(await readSigma([file])).rules;
    const found = ['012345678901', '012345671234', '12345678901'].map((recipientAccountId) => predicate(rule.conditions[0])(record({ recipientAccountId })));
    expect(found).toEqual([true, true, false]);
  });

  test("the date in Lambda's names is not taken off for the user's rules", () => {
    expect(matches(ruleOf('eventName', 'AddPermission'), { eventSource: 'lambda.amazonaws.com', eventName: 'AddPermission20150331v2' })).toBe(false);
  });
});

describe('conditions', () => {
  const yaml = (condition: string | string[]) => `
title: own
logsource: { product: aws, service: cloudtrail }
detection:
  sel_a: { a: 1 }
  sel_b: { b: 1 }
  sel_c: { c: 1 }
  _hidden: { d: 1 }
  condition: ${JSON.stringify(condition)}
`;
  test.each<[string | string[], object, boolean]>([
    ['sel_a and not sel_b', { a: 1 }, true],
    ['sel_a and not sel_b', { a: 1, b: 1 }, false],
    ['sel_a or sel_b and sel_c', { a: 1 }, true],
    ['(sel_a or sel_b) and sel_c', { a: 1 }, false],
    ['not (sel_a or sel_b)', { c: 1 }, true],
    ['not not sel_a', { a: 1 }, true],
    ['1 of sel_*', { c: 1 }, true],
    ['any of sel_*', { c: 1 }, true],
    ['2 of sel_*', { c: 1 }, false],
    ['2 of sel_*', { a: 1, c: 1 }, true],
    ['all of sel_*', { a: 1, b: 1, c: 1 }, true],
    ['all of them', { a: 1, b: 1, c: 1 }, true],
    ['1 of them', { d: 1 }, false],
    ['1 of _*', { d: 1 }, true],
    ['sel_a AND NOT sel_b', { a: 1 }, true],
    [['sel_a', 'sel_b'], { b: 1 }, true],
  ])('%j over %j is %p', (condition, event, expected) => {
    expect(matches(yaml(condition), event)).toBe(expected);
  });

  test.each<[string, RegExp]>([
    ['sel_x', /there is no search 'sel_x'; there are sel_a, sel_b, sel_c, _hidden/],
    ['1 of other_*', /no search is named like 'other_\*'/],
    ['sel_a and', /a search is missing/],
    ['(sel_a', /a '\)' is missing/],
    ['sel_a sel_b', /'sel_b' is not expected there/],
    ['none of sel_*', /'none of' is not supported; allowed are a number, any and all/],
    ['sel_a | count() > 5', /aggregation .* is not supported; write a correlation rule/],
  ])('%s is refused', (condition, message) => {
    expect(errorOf(yaml(condition))).toMatch(message);
    expect(errorOf(yaml(condition))).toMatch(/^Sigma rule 'own' in own\.yml: /);
  });
});

describe('what is not supported is an error with its name', () => {
  test.each<[string, string, RegExp]>([
    ['a modifier', ruleOf('eventName|fuzzy', 'x'), /field 'eventName\|fuzzy' has the modifier 'fuzzy', which is not supported; supported are /],
    ['two ways to compare', ruleOf('eventName|contains|endswith', 'x'), /combines contains and endswith, which cannot be combined/],
    ['a regular expression that is none', ruleOf('eventName|re', '('), /is no regular expression/],
    ['a range that is none', ruleOf('sourceIPAddress|cidr', '300.1.1.1/8'), /allowed is an address range/],
    ['what PCRE knows and we do not', ruleOf('eventName|re', '\\APut.*\\z'), /field 'eventName\|re' has '\\A' in a regular expression, which is not supported/],
    ['a class of POSIX', ruleOf('eventName|re', '^[[:alpha:]]+$'), /has '\[:alpha:\]' in a regular expression/],
    ['a property of characters', ruleOf('eventName|re', '\\p{Lu}'), /has '\\p' in a regular expression/],
    ['an encoding of an expression', ruleOf('eventName|re|base64', 'x'), /combines base64 and re, which cannot be combined/],
    ['a reference that is compared as a range', ruleOf('a|fieldref|cidr', 'b'), /combines fieldref and cidr/],
    ['UTF-16 alone', ruleOf('userAgent|wide|contains', 'x'), /has wide without base64 or base64offset behind it/],
    ['a wildcard that would be encoded', ruleOf('userAgent|base64', 'a*b'), /a text that is encoded has no wildcards/],
    ['more dashes than can be combined', ruleOf('userAgent|windash', '-a -b -c -d -e -f'), /windash is supported for at most 5 words with a dash/],
    ['a number that is none', ruleOf('a|gt', 'many'), /allowed is a number/],
    ['a value that is an object', ruleOf('a', { b: 1 }), /allowed is a text, number, boolean or null/],
    ['a placeholder', ruleOf('a|expand', '%admins%'), /placeholder '%admins%', which the configuration does not give/],
    ['a time frame', ruleOf('a', 1, 'timeframe: 5m'), /'timeframe' is not supported; write a correlation rule/],
    ['another log source', ruleOf('a', 1).replace('product: aws, service: cloudtrail', 'product: windows, service: security'), /logsource is .*windows.*; supported are product aws with service cloudtrail/],
    ['a correlation that is none', 'title: own\ncorrelation: [a]', /correlation is \["a"\]; allowed are type, rules/],
    ['a filter that is none', 'title: own\nfilter: x', /filter is "x"; allowed are rules, searches and a condition/],
    ['a list within a list', ruleOf('a', [['b']]), /field 'a' is \["b"\]; allowed is a text/],
    ['a search of null', ruleOf('a', 1, 'other: null'), /search 'other' is null; allowed are fields with values, words, or a list of such/],
    ['a collection', `${ruleOf('a', 1)}\naction: global`, /collection action "global" is not supported/],
    ['a level', `${ruleOf('a', 1)}\nlevel: urgent`, /level is "urgent"; allowed are critical, high/],
    ['no detection', 'title: own\nlogsource: { product: aws, service: cloudtrail }', /detection is nothing/],
  ])('%s', (_, yaml, message) => {
    expect(errorOf(yaml)).toMatch(message);
    expect(compileSigma(documents(yaml)).rules).toEqual([]);
  });
});

const BASE = (name: string, eventName: string) => `
title: ${name}
name: ${name}
logsource: { product: aws, service: cloudtrail }
detection: { selection: { eventName: ${eventName} }, condition: selection }
---`;
const at = (seconds: number, eventName: string, more: object = {}) => ({ eventName, eventTime: new Date(Date.UTC(2026, 2, 1) + seconds * 1000).toISOString().replace('.000', ''), user: 'u', ...more });
const fired = (yaml: string, events: object[]) => {
  const matcher = new Matcher(compile(yaml));
  return events.flatMap((event) => matcher.match(record(event as never))).map(({ rule, hit }) => `${rule.title} ${hit?.events.length ?? 1}`);
};

describe('filters', () => {
  const filter = (rules: string) => `${BASE('logon', 'ConsoleLogin')}
title: not the build users
logsource: { product: aws, service: cloudtrail }
filter:
  rules: ${rules}
  selection: { user|startswith: build }
  condition: not selection`;

  test.each(['[logon]', 'any'])('silence the rules %s', (rules) => {
    expect(fired(filter(rules), [at(0, 'ConsoleLogin'), at(1, 'ConsoleLogin', { user: 'build-1' })])).toEqual(['logon 1']);
  });
  test('name rules that are there', () => {
    expect(errorOf(filter('[logoff]'))).toMatch(/filter\.rules is \["logoff"\]; allowed are 'any', or names and ids of rules/);
  });
});

describe('correlations', () => {
  const correlation = (section: string, bases = BASE('logon', 'ConsoleLogin') + BASE('key', 'CreateAccessKey')) => `${bases}
title: joint
level: high
correlation:
${section.split('\n').map((line) => `  ${line.trim()}`).join('\n')}`;

  test('event_count counts by group within the time span, in any order of coming', () => {
    const yaml = correlation('type: event_count\nrules: [logon]\ngroup-by: [user]\ntimespan: 10s\ncondition: { gte: 3 }');
    expect(fired(yaml, [at(0, 'ConsoleLogin'), at(20, 'ConsoleLogin'), at(10, 'ConsoleLogin'), at(5, 'ConsoleLogin', { user: 'v' }), at(8, 'ConsoleLogin')])).toEqual(['joint 3']);
    expect(fired(yaml, [at(0, 'ConsoleLogin'), at(20, 'ConsoleLogin'), at(40, 'ConsoleLogin')])).toEqual([]);
  });
  test('gt is one more, and a burst is told once', () => {
    const yaml = correlation('type: event_count\nrules: [logon]\ngroup-by: [user]\ntimespan: 1m\ncondition: { gt: 2 }');
    expect(fired(yaml, [0, 1, 2, 3, 4].map((second) => at(second, 'ConsoleLogin')))).toEqual(['joint 3']);
  });
  test('value_count counts different values', () => {
    const yaml = correlation('type: value_count\nrules: [logon]\ngroup-by: [user]\ntimespan: 1m\ncondition: { gte: 3, field: from }');
    const from = (...values: string[]) => values.map((value, second) => at(second, 'ConsoleLogin', { from: value }));
    expect(fired(yaml, from('a', 'b', 'a', 'b'))).toEqual([]);
    expect(fired(yaml, from('a', 'b', 'a', 'c'))).toHaveLength(1);
  });
  test('temporal wants all rules, in any order', () => {
    const yaml = correlation('type: temporal\nrules: [logon, key]\ngroup-by: [user]\ntimespan: 1m');
    expect(fired(yaml, [at(5, 'CreateAccessKey'), at(0, 'ConsoleLogin')])).toEqual(['joint 2']);
    expect(fired(yaml, [at(0, 'ConsoleLogin'), at(61, 'CreateAccessKey')])).toEqual([]);
    expect(fired(yaml, [at(0, 'ConsoleLogin'), at(5, 'CreateAccessKey', { user: 'v' })])).toEqual([]);
  });
  test('temporal_ordered wants them in their order; within one second there is none', () => {
    const yaml = correlation('type: temporal_ordered\nrules: [logon, key]\ngroup-by: [user]\ntimespan: 1m');
    expect(fired(yaml, [at(0, 'CreateAccessKey'), at(5, 'ConsoleLogin')])).toEqual([]);
    expect(fired(yaml, [at(5, 'CreateAccessKey'), at(5, 'ConsoleLogin')])).toEqual(['joint 2']);
    expect(fired(yaml, [at(5, 'CreateAccessKey'), at(0, 'ConsoleLogin')])).toEqual(['joint 2']);
  });
  test('aliases join fields of different names', () => {
    const yaml = correlation('type: temporal\nrules: [logon, key]\ngroup-by: [who]\ntimespan: 1m\naliases: { who: { logon: user, key: owner } }');
    expect(fired(yaml, [at(0, 'ConsoleLogin'), at(1, 'CreateAccessKey', { user: 'x', owner: 'u' })])).toEqual(['joint 2']);
  });
  test('an alias may be counted, too', () => {
    const yaml = correlation('type: value_count\nrules: [logon, key]\ntimespan: 1m\naliases: { who: { logon: user, key: owner } }\ncondition: { gte: 2, field: who }');
    expect(fired(yaml, [at(0, 'ConsoleLogin'), at(1, 'CreateAccessKey', { owner: 'u' })])).toEqual([]);
    expect(fired(yaml, [at(0, 'ConsoleLogin'), at(1, 'CreateAccessKey', { owner: 'v' })])).toEqual(['joint 2']);
  });
  test('generate may stand beside the correlation', () => {
    const yaml = `${correlation('type: event_count\nrules: [logon]\ngroup-by: [user]\ntimespan: 1m\ncondition: { gte: 2 }', BASE('logon', 'ConsoleLogin'))}\ngenerate: true`;
    expect(fired(yaml, [at(0, 'ConsoleLogin'), at(1, 'ConsoleLogin')])).toEqual(['logon 1', 'logon 1', 'joint 2']);
  });
  test('a name must stand for one rule', () => {
    const yaml = correlation('type: event_count\nrules: [logon]\ntimespan: 1m\ncondition: { gte: 2 }', BASE('logon', 'ConsoleLogin') + BASE('logon', 'CreateUser'));
    expect(errorOf(yaml)).toMatch(/ambiguous: several rules are called 'logon'/);
  });
  test('generate keeps the single rules', () => {
    const yaml = correlation('type: event_count\nrules: [logon]\ngroup-by: [user]\ntimespan: 1m\ncondition: { gte: 2 }\ngenerate: true', BASE('logon', 'ConsoleLogin'));
    expect(fired(yaml, [at(0, 'ConsoleLogin'), at(1, 'ConsoleLogin')])).toEqual(['logon 1', 'logon 1', 'joint 2']);
  });
  test.each<[string, RegExp]>([
    ['type: value_sum\nrules: [logon]\ntimespan: 1m\ncondition: { gte: 3, field: x }', /correlation\.type is "value_sum", not supported; supported are event_count, value_count, temporal, temporal_ordered/],
    ['type: event_count\nrules: [logon]\ntimespan: 1m\ncondition: { lt: 3 }', /correlation\.condition is .*not supported; supported is gte or gt/],
    ['type: event_count\nrules: [nobody]\ntimespan: 1m\ncondition: { gte: 3 }', /'nobody' is no rule over single events/],
    ['type: event_count\nrules: [logon]\ntimespan: soon\ncondition: { gte: 3 }', /correlation\.timespan is "soon", wrong; allowed is a number with s, m, h or d/],
    ['type: value_count\nrules: [logon]\ntimespan: 1m\ncondition: { gte: 3 }', /value_count needs the field/],
    ['type: temporal\nrules: [logon]\ntimespan: 1m\ncondition: { gte: 1 }', /not supported for temporal/],
    ['type: event_count\nrules: [logon]\ntimespan: 1m\nwithin: 3\ncondition: { gte: 3 }', /correlation\.within is 3, not supported/],
  ])('%s is refused', (section, message) => {
    expect(errorOf(correlation(section))).toMatch(message);
  });
});
