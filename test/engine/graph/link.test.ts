import type { Service } from '../../../src/catalogue/model/service';
import { edge } from '../../../src/engine/collect/entity';
import type { Entity } from '../../../src/engine/contracts';
import { link } from '../../../src/engine/graph/link';

const entity = (_key: string, _type: Entity['_type'], more: object = {}): Entity => ({
  _key, _type, _class: [], _service: 'fake', displayName: _key, accountId: '111111111111', region: 'eu-west-1', tags: {}, ...more,
});
const service = { id: 'fake', title: 'Fake', node: 'aws_ec2', entities: { aws_instance: { ofNode: true, class: ['Host'] }, aws_kms_key: { class: ['CryptoKey'] } } } as unknown as Service;
const scope = { accountId: '111111111111', accounts: ['111111111111', '222222222222'] };
const to = (key: string, type: Entity['_type'] = 'aws_kms_key') =>
  edge({ key: 'i', type: 'aws_instance' }, 'USES', { key, type }, entity('i', 'aws_instance'));
const linked = (entities: Entity[], relationships: ReturnType<typeof to>[]) =>
  link([{ entities, relationships, ledger: undefined as never }], [service], scope);

test('an alias is replaced by the real key, in the key of the edge too', () => {
  const graph = linked([entity('i', 'aws_instance'), entity('k', 'aws_kms_key', { _aliases: ['alias/k'] })], [to('alias/k')]);
  expect(graph.from('i').map(({ _key }) => _key)).toEqual(['i|USES|k']);
  expect(graph.get('alias/k')).toBeUndefined();
});

test('a target outside the scan becomes a mapped entity with what its key tells', () => {
  const key = 'arn:aws:kms:eu-west-1:999999999999:key/abc';
  expect(linked([entity('i', 'aws_instance')], [to(key)]).get(key)).toEqual({
    _key: key, _type: 'aws_kms_key', _class: ['CryptoKey'], _service: 'fake', _mapped: true, displayName: 'abc', accountId: '999999999999', region: 'eu-west-1', tags: {},
  });
});

test('a target in another scanned account is left to that account', () => {
  const key = 'arn:aws:kms:eu-west-1:222222222222:key/abc';
  const graph = linked([entity('i', 'aws_instance')], [to(key)]);
  expect(graph.get(key)).toBeUndefined();
  expect(graph.to(key)).toHaveLength(1);
});

test('the service node hangs between the account and its resources', () => {
  const graph = linked([entity('acc', 'aws_account'), entity('i', 'aws_instance')], []);
  expect([...graph.relationships()].map(({ _type }) => _type)).toEqual(['aws_account_has_aws_ec2', 'aws_ec2_has_aws_instance']);
  expect(graph.get('aws_ec2:111111111111')).toMatchObject({ _class: ['Service'], displayName: 'Fake', region: 'global' });
});

test('no node for a service without resources', () => {
  expect([...linked([entity('acc', 'aws_account')], []).all()]).toHaveLength(1);
});

test('the same entity or edge twice is one', () => {
  const graph = linked([entity('i', 'aws_instance'), entity('i', 'aws_instance')], [to('k'), to('k')]);
  expect([...graph.all()].filter(({ _key }) => _key === 'i')).toHaveLength(1);
  expect(graph.from('i')).toHaveLength(1);
});
