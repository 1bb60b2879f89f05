import { ANY, differences, matches, policyDifferences, REST } from '../../../src/engine/doctor/compare';

const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };

test.each<[string, object, object]>([
  ['a single text and a list of one', allow, { ...allow, Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::b/*'] }],
  ['lists in another order', { ...allow, Action: ['a:B', 'a:C'] }, { ...allow, Action: ['a:C', 'a:B'] }],
  ['an account as its id and as its root', { ...allow, Principal: { AWS: '111111111111' } }, { ...allow, Principal: { AWS: 'arn:aws:iam::111111111111:root' } }],
  ['everyone, short and long', { ...allow, Principal: '*' }, { ...allow, Principal: { AWS: '*' } }],
  ['keys of conditions in another letter case', { ...allow, Condition: { StringEquals: { 'aws:SourceArn': 'x' } } }, { ...allow, Condition: { StringEquals: { 'AWS:SourceArn': ['x'] } } }],
  ['booleans as texts', { ...allow, Condition: { Bool: { 'aws:SecureTransport': false } } }, { ...allow, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
  ['an ARN of which AWS alone knows the end', { ...allow, Resource: `arn:aws:events:r:1:api-destination/x${REST}` }, { ...allow, Resource: 'arn:aws:events:r:1:api-destination/x/0f-1' }],
])('%s mean the same', (_, expected, actual) => {
  expect(policyDifferences({ Statement: expected }, { Statement: [actual] })).toEqual([]);
  expect(policyDifferences({ Statement: [expected] }, encodeURIComponent(JSON.stringify({ Statement: actual })))).toEqual([]);
});

test.each<[string, object, object]>([
  ['another effect', allow, { ...allow, Effect: 'Deny' }],
  ['an action more', allow, { ...allow, Action: ['s3:GetObject', 's3:PutObject'] }],
  ['another account', { ...allow, Principal: { AWS: '111111111111' } }, { ...allow, Principal: { AWS: '222222222222' } }],
  ['a condition less', { ...allow, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, allow],
  ['values of conditions in another letter case', { ...allow, Condition: { StringEquals: { 'sts:ExternalId': 'a' } } }, { ...allow, Condition: { StringEquals: { 'sts:ExternalId': 'A' } } }],
  ['another name before the part that AWS alone knows', { ...allow, Resource: `arn:x/y${REST}` }, { ...allow, Resource: 'arn:x/yz' }],
  ['a regular expression in place of a text', { ...allow, Resource: `arn.x${REST}` }, { ...allow, Resource: 'arn:x' }],
])('%s is a difference', (_, expected, actual) => {
  const [missing, more, ...others] = policyDifferences({ Statement: expected }, { Statement: actual });
  expect([missing.slice(0, 2), more.slice(0, 2), others]).toEqual(['- ', '+ ', []]);
});

test('each statement counts once', () => {
  expect(policyDifferences({ Statement: [allow] }, { Statement: [allow, allow] })).toEqual([expect.stringMatching(/^\+ /)]);
  expect(policyDifferences({ Statement: [allow, allow] }, { Statement: [allow] })).toEqual([expect.stringMatching(/^- /)]);
});

test('values differ by their members, whatever else is there', () => {
  expect(differences({ a: 1, b: ANY, c: undefined }, { a: '1', b: 'whatever', c: 'x', d: 'more' })).toEqual([]);
  expect(differences({ a: ['x', 'y'] }, { a: ['y', 'x'] })).toEqual(['- a: ["x","y"]', '+ a: ["y","x"]']);
  expect(differences({ a: 'x' }, {})).toEqual(['- a: "x"', '+ a: nothing']);
});

test('what AWS alone knows stays within its text', () => {
  expect(matches({ a: ANY, b: 'x' }, { a: 'anything', b: 'x' })).toBe(true);
  expect(matches({ a: ANY, b: 'x' }, { a: 'y","b":"z', b: 'x' })).toBe(false);
  expect(matches({ a: ANY }, { a: 'x', b: 'more' })).toBe(false);
});
