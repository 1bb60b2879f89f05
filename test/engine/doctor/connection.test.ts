import { parametersIn, secretReference, secretsOf } from '../../../src/engine/doctor/connection';

test.each<[string, object | undefined]>([
  ['{{resolve:secretsmanager:platform-key}}', { secretId: 'platform-key' }],
  ['{{resolve:secretsmanager:platform-key:SecretString:::}}', { secretId: 'platform-key' }],
  ['{{resolve:secretsmanager:a/b:SecretString:token::}}', { secretId: 'a/b', jsonKey: 'token' }],
  ['{{resolve:secretsmanager:k:SecretString:token:AWSPENDING:}}', { secretId: 'k', jsonKey: 'token', versionStage: 'AWSPENDING' }],
  ['{{resolve:secretsmanager:k:SecretString:::0f1}}', { secretId: 'k', versionId: '0f1' }],
  ['{{resolve:secretsmanager:arn:aws:secretsmanager:us-east-1:111111111111:secret:k-Ab12:SecretString:token::}}', { secretId: 'arn:aws:secretsmanager:us-east-1:111111111111:secret:k-Ab12', jsonKey: 'token' }],
  ['{{resolve:ssm:key}}', undefined],
  ['key', undefined],
])('%s', (text, expected) => expect(secretReference(text)).toEqual(expected));

test('secrets and parameters are found wherever they stand', () => {
  const value = { ApiKeyAuthParameters: { ApiKeyName: 'X', ApiKeyValue: '{{resolve:secretsmanager:k}}' }, list: [{ a: '{{resolve:secretsmanager:l}}' }] };
  expect(secretsOf(value)).toEqual([{ secretId: 'k' }, { secretId: 'l' }]);
  expect(parametersIn({ ApiKeyAuthParameters: { ApiKeyName: 'X', ApiKeyValue: { Ref: 'Key' } }, list: [{ a: { Ref: 'Other' } }] })).toEqual(['Key', 'Other']);
});
