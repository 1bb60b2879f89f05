import { holdsSecret } from '../../src/catalogue/model/secret-values';

const of = (...pieces: string[]) => pieces.join('');

// Put together, so that no scanner of this repository takes the examples for keys.
test.each([
  ['DB_PASSWORD', 'correct horse'], ['dbPassword', 'hunter2!'], ['MYSQL_PWD', 'tiger'], ['CLIENT_SECRET', 'abcdef0123456789'], ['AUTH_TOKEN', 'abcdef0123456789'],
  ['stripe.api-key', 'abcdef0123456789'], ['AWS_SECRET_ACCESS_KEY', 'a'.repeat(40)], ['KEY', of('AK', 'IAIOSFODNN7EXAMPLE')],
  ['CI', of('gh', 'p_', 'a'.repeat(36))], ['PEM', of('-----BEGIN RSA PRIV', 'ATE KEY-----')], ['DATABASE_URL', 'postgres://app:tiger@db.internal:5432/orders'],
  ['REDIS', 'rediss://:tiger@cache:6379'], ['SESSION', of('eyJ', 'a'.repeat(20), '.eyJ', 'b'.repeat(20), '.c')],
])('%s with %s holds a secret', (name, value) => expect(holdsSecret(name, value)).toBe(true));

test.each([
  ['STAGE', 'live'], ['DB_PASSWORD', ''], ['DB_PASSWORD', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders-AbCdEf'], ['DB_PASSWORD', '/orders/password'],
  ['DB_PASSWORD', '${PASSWORD}'], ['DB_PASSWORD_ARN', 'orders'], ['SECRET_NAME', 'orders'], ['TOKEN_TTL', 'PT15M'], ['MAX_TOKENS', '4096'],
  ['USE_TOKEN', 'true'], ['DATABASE_URL', 'postgres://db.internal:5432/orders'], ['DATABASE_URL', 'postgres://app:${PASSWORD}@db/orders'], ['MONKEY', 'banana'],
  ['TOKENIZER', 'whitespace'], ['KEYBOARD', 'qwerty'], ['COMMIT', 'a'.repeat(40)],
])('%s with %s does not', (name, value) => expect(holdsSecret(name, value)).toBe(false));

test('a variable may lack its name or value', () => expect(holdsSecret()).toBe(false));
