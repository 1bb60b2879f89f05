import { place } from './fake-reader';
import { tagFacts } from '../../src/catalogue/model/tag-facts';
import { kms } from '../../src/catalogue/services/kms';
import { toEntity } from '../../src/engine/collect/entity';

test('the conventional tags become facts, whatever their letter case', () => {
  expect(tagFacts({ classification: 'Critical', OWNER: ' ann ', Email: 'ann@example.com', accountname: 'prod', PII: 'True', phi: 'no', Pci: '1', production: 'false' })).toEqual({
    classification: 'Critical', owner: 'ann', email: 'ann@example.com', accountName: 'prod', pii: true, phi: false, pci: true, production: false,
  });
});

test('what says nothing gives no fact', () => {
  expect(tagFacts({ Classification: '', Owner: '  ', PII: '', PHI: 'maybe', Name: 'x', OwnerTeam: 'y' })).toEqual({});
});

test('of tags that differ by letter case the first in alphabetical order counts', () => {
  expect(tagFacts({ owner: 'small', Owner: 'first' })).toEqual({ owner: 'first' });
});

const entityWith = (Tags: { TagKey: string; TagValue: string }[], fields: object = {}) =>
  toEntity('kms', 'aws_kms_key', kms.entities.aws_kms_key, { Arn: 'arn:aws:kms:eu-west-1:111122223333:key/1', Aliases: [], Tags, ...fields }, {}, place(), []);

test('only tags of users count', () => {
  const entity = entityWith([{ TagKey: 'aws:owner', TagValue: 'aws' }, { TagKey: 'pii', TagValue: 'yes' }]);
  expect([entity.owner, entity.pii, entity.tags]).toEqual([undefined, true, { pii: 'yes' }]);
});

test('a field that AWS returned is kept', () => {
  expect(entityWith([{ TagKey: 'owner', TagValue: 'tag' }], { owner: 'field' }).owner).toBe('field');
});
