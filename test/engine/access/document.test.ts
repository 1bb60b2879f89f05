import { compilePolicy } from '../../../src/engine/access/statement';

const compile = (document: unknown, kind: 'identity' | 'resource' = 'identity') => () => compilePolicy(document, kind, 'p');
const GOOD = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const of = (change: object) => ({ Version: '2012-10-17', Statement: [GOOD, { ...GOOD, ...change }] });

test('reads a document as an object, as JSON and as IAM encodes it', () => {
  expect(compile({ Statement: GOOD })).not.toThrow();
  expect(compile(JSON.stringify({ Statement: [GOOD] }))).not.toThrow();
  expect(compile(encodeURIComponent(JSON.stringify({ Statement: [GOOD] })))).not.toThrow();
});

test.each<[string, unknown, RegExp]>([
  ['no JSON', '{', /^p is not JSON: /],
  ['no object', [], /^p is \[\]; allowed is an object\.$/],
  ['an unknown element', { Statements: [] }, /^p has the element 'Statements'; allowed are Version, Id, Statement\.$/],
  ['no statement', {}, /^p\.Statement is nothing; allowed is a statement or a list of them\.$/],
  ['a version', { Version: '2020-01-01', Statement: [] }, /^p\.Version is "2020-01-01"; allowed is 2012-10-17 or 2008-10-17\.$/],
  ['an unknown element of a statement', of({ Actions: '*' }), /^p\.Statement\[1\] has the element 'Actions'; allowed are Sid, /],
  ['no effect', of({ Effect: undefined }), /^p\.Statement\[1\]\.Effect is nothing; allowed is Allow or Deny\.$/],
  ['two ways to say which actions', of({ NotAction: '*' }), /^p\.Statement\[1\] has Action and NotAction; allowed is one of the two\.$/],
  ['no action', of({ Action: undefined }), /^p\.Statement\[1\]\.Action is nothing; allowed is Action or NotAction\.$/],
  ['an empty list', of({ Action: [] }), /^p\.Statement\[1\]\.Action is \[\]; allowed is a text or a list of texts, none empty\.$/],
  ['no resource', of({ Resource: undefined }), /^p\.Statement\[1\]\.Resource is nothing; allowed is Resource or NotResource\.$/],
  ['a principal', of({ Principal: '*' }), /^p\.Statement\[1\] must not have a Principal in a policy of kind identity\.$/],
  ['a Sid that is no text', of({ Sid: 1 }), /^p\.Statement\[1\]\.Sid is 1; allowed is a text\.$/],
  ['a condition that is no object', of({ Condition: [] }), /^p\.Statement\[1\]\.Condition is \[\]; allowed is an object of condition operators\.$/],
  ['an unknown operator', of({ Condition: { StringMatches: {} } }), /^p\.Statement\[1\]\.Condition has the operator 'StringMatches', which AWS does not know\.$/],
  ['IfExists after Null', of({ Condition: { NullIfExists: { 'aws:x': 'true' } } }), /operator 'NullIfExists'/],
  ['keys that are no object', of({ Condition: { Bool: 'true' } }), /^p\.Statement\[1\]\.Condition\.Bool is "true"; allowed is an object of context keys\.$/],
  ['a value that is an object', of({ Condition: { Bool: { 'aws:x': {} } } }), /^p\.Statement\[1\]\.Condition\.Bool\.aws:x is \{\}; allowed is a text, number or boolean, or a list of them\.$/],
])('says what is wrong: %s', (_, document, message) => {
  expect(compile(document)).toThrow(message);
});

test('a policy of a resource names its principals', () => {
  expect(compile(of({}), 'resource')).toThrow(/^p\.Statement\[0\] needs a Principal in a policy of kind resource\.$/);
  expect(compile({ Statement: { ...GOOD, Principal: { Aws: '*' } } }, 'resource')).toThrow(/^p\.Statement\[0\]\.Principal has the element 'Aws'; allowed are AWS, Service, Federated, CanonicalUser\.$/);
  expect(compile({ Statement: { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' } }, 'resource')).not.toThrow();
});
