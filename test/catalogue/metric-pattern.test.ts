import { metricPattern } from '../../src/catalogue/model/metric-pattern';

// Patterns, most of them from https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html, on the event given there.
const event = {
  eventType: 'UpdateTrail',
  sourceIPAddress: '111.111.111.111',
  arrayKey: ['value', 'another value'],
  objectList: [{ name: 'a', id: 1 }, { name: 'b', id: 2 }],
  SomeObject: null,
  ThisFlag: true,
  user: { id: 1, email: 'John.Stiles@example.com' },
  cluster: { name: 'c', count: 20 },
};

test.each([
  ['{ $.eventType = "UpdateTrail" }', true],
  ['{$.eventType=UpdateTrail}', true],
  ['{ $.sourceIPAddress != 123.123.* }', true],
  ['{ $.sourceIPAddress = 111.111.* }', true],
  ['{ $.arrayKey[0] = "value" }', true],
  ['{ $.objectList[1].id = 2 }', true],
  ['{ $.SomeObject IS NULL }', true],
  ['{ $.SomeOtherObject NOT EXISTS }', true],
  ['{ $.ThisFlag IS TRUE }', true],
  ['{ $.ThisFlag IS FALSE }', false],
  ['{ $.cluster.count > 10 }', true],
  ['{ $.cluster.count <= 19 }', false],
  ['{ ($.user.id = 1) && ($.user.email = "John.*") }', true],
  ['{ ($.user.id = 2 && $.eventType = "nope") || $.objectList[0].id = 1 }', true],
  // `&&` binds closer.
  ['{ $.user.id = 1 || $.user.id = 3 && $.user.id = 4 }', true],
  ['{ ($.user.id = 1 || $.user.id = 3) && $.user.id = 4 }', false],
  ['{ $.eventType = "update*" }', false],
  ['{ $.absent != "x" }', false],
])('%s matches: %s', (pattern, expected) => expect(metricPattern(pattern)!(event)).toBe(expected));

test.each(['', 'ERROR', '?ERROR ?WARN', '[ip, user, ...]', '{}', '{ $.a = }', '{ $.a = 1 && }', '{ ($.a = 1 }', '{ $.a = 1) }', '{ a = 1 }', '{ $.a ~ 1 }'])(
  "'%s' is no pattern for JSON", (pattern) => expect(metricPattern(pattern)).toBeUndefined());
