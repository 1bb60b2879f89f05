import fc from 'fast-check';
import type { AnyEntity } from '../../src/catalogue/model/service';
import { services } from '../../src/catalogue/services';
import { changePatterns, packed, staleUnits, type DetailPattern } from '../../src/derive/event-patterns';

/** Every change the catalogue declares, spelled out: source, name, and the entity that declares it. */
const declared = services.flatMap((service) => Object.entries(service.entities).flatMap(([type, entity]) => (entity as AnyEntity).changes.map((change) => {
  const [name, source = service.eventSource] = change.split(':').reverse();
  return { service: service.id, type, source, name };
})));
const happened = (eventSource: string, eventName: string) => ({ eventSource, eventName, awsRegion: 'eu-west-1', recipientAccountId: '111111111111' });

describe('change patterns', () => {
  test('name every declared change at its own source, and nothing else', () => {
    const found = changePatterns(services).flatMap(({ eventSource: [source], eventName }) => eventName.map((name) => `${source} ${name}`));
    expect(new Set(found).size).toBe(found.length);
    expect(found.sort()).toEqual([...new Set(declared.map(({ source, name }) => `${source} ${name}`))].sort());
  });

  test('of one service name its own source, and the others that it declares', () => {
    const only = (id: string) => changePatterns(services.filter((service) => service.id === id)).map(({ eventSource }) => eventSource[0]);
    expect(only('kms')).toEqual(['kms.amazonaws.com']);
    expect(only('account')).toContain('ec2.amazonaws.com');
  });
});

describe('packing', () => {
  const kms = { eventSource: ['kms.amazonaws.com'], eventName: ['CancelKeyDeletion', 'DisableKeyRotation', 'EnableKeyRotation'] };
  const atomic = { eventSource: ['s3.amazonaws.com'], requestParameters: { bucketName: [{ prefix: 'prod-' }] } };

  test('leaves what fits together', () => expect(packed([kms, atomic], 2000)).toEqual([[kms, atomic]]));

  test('splits names, not what has none', () => {
    expect(packed([kms, atomic], JSON.stringify({ $or: [atomic] }).length)).toEqual([
      [{ ...kms, eventName: ['CancelKeyDeletion', 'DisableKeyRotation'] }], [{ ...kms, eventName: ['EnableKeyRotation'] }], [atomic],
    ]);
  });

  test('needs no rule for nothing', () => expect(packed([], 10)).toEqual([]));

  test('of a pattern that does not fit is an error with the pattern', () => {
    expect(() => packed([kms, atomic], 100)).toThrow(/^An event pattern has room for 100 characters, got 102: \{"eventSource":\["s3.amazonaws.com"\]/);
    expect(() => packed([{ eventSource: ['x'.repeat(100)] }], 80)).toThrow('got 130');
  });

  test('keeps every name at its source, in order, within the room, whatever the patterns', () => {
    const word = fc.stringMatching(/^[A-Za-z]{1,30}$/);
    const pattern = fc.record({ eventSource: word.map((source) => [source]), eventName: fc.array(word, { minLength: 1, maxLength: 40 }) });
    const names = (patterns: readonly DetailPattern[]) => patterns.flatMap(({ eventSource, eventName }) => (eventName as string[]).map((name) => `${eventSource} ${name}`));
    fc.assert(fc.property(fc.array(pattern, { maxLength: 12 }), fc.integer({ min: 120, max: 800 }), (patterns, room) => {
      const rules = packed(patterns, room);
      expect(names(rules.flat())).toEqual(names(patterns));
      for (const rule of rules) expect(JSON.stringify({ $or: rule }).length).toBeLessThanOrEqual(room);
    }));
  });
});

describe('the units that a change makes stale', () => {
  test('are those of the entities that declare it, in the Region of the event or none', () => {
    for (const { source, name } of declared) {
      const wanted = declared.filter((each) => each.source === source && each.name === name);
      const units = staleUnits(services, happened(source, name));
      expect(units.flatMap(({ service, types }) => types.map((type) => `${service.id} ${type}`))).toEqual([...new Set(wanted.map(({ service, type }) => `${service} ${type}`))]);
      for (const { accountId, region, service } of units) expect([accountId, region]).toEqual(['111111111111', service.scope === 'global' ? 'global' : 'eu-west-1']);
    }
  });

  test('can be of another service than the event', () => {
    const [unit, ...others] = staleUnits(services, happened('ec2.amazonaws.com', 'EnableEbsEncryptionByDefault'));
    expect([unit.service.id, unit.region, unit.types, others]).toEqual(['account', 'global', ['aws_account'], []]);
  });

  test('are none after a failed call, a call that changes nothing, or the same name at another service', () => {
    expect(staleUnits(services, { ...happened('kms.amazonaws.com', 'CreateKey'), errorCode: 'AccessDenied' })).toEqual([]);
    expect(staleUnits(services, happened('kms.amazonaws.com', 'Encrypt'))).toEqual([]);
    expect(staleUnits(services, happened('sns.amazonaws.com', 'CreateKey'))).toEqual([]);
  });
});
