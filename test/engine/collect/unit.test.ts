import type { Service } from '../../../src/catalogue/model/service';
import { ClientPool } from '../../../src/engine/collect/clients';
import { placeOf } from '../../../src/engine/collect/place';
import { collectUnit } from '../../../src/engine/collect/unit';
import { awsError, fakeService, type Answer } from '../fake-service';

const things = (...ids: string[]) => () => ({ Things: ids.map((Id) => ({ Id })) });
const nothing: Record<string, Answer> = { ListThings: things(), DescribeThing: () => ({}), ListParts: () => ({ Parts: [] }) };
const refuse = (name: string) => () => { throw awsError(name); };

async function collect(answers: Record<string, Answer>, concurrency = 4) {
  const { service, traffic } = fakeService({ ...nothing, ...answers });
  return { ...await collectOf(service, concurrency), traffic };
}

async function collectOf(service: Service, concurrency = 4) {
  const place = placeOf({ accountId: '111111111111', region: 'eu-west-1', regions: ['us-east-1', 'eu-west-1'] });
  return collectUnit({ accountId: '111111111111', region: 'eu-west-1', service }, {
    place, concurrency, settings: {}, clock: () => 0, credentials: async () => ({ accessKeyId: 'A', secretAccessKey: 'S' }),
  });
}

test('an entity has its head, AWS fields as AWS spells them, derived facts, user tags, dates as text', async () => {
  const { entities: [entity] } = await collect({
    ListThings: () => ({ Things: [{ Id: 'a', Tags: [{ Key: 'Owner', Value: 'x' }, { Key: 'aws:created', Value: 'y' }], Made: new Date(0), Gone: undefined }] }),
    DescribeThing: () => ({ Secret: 's' }),
  });
  expect(entity).toEqual({
    _key: 'arn:aws:fake:eu-west-1:111111111111:thing/a',
    _type: 'aws_instance',
    _class: ['Host'],
    _service: 'fake',
    _aliases: ['alias/a'],
    displayName: 'a',
    accountId: '111111111111',
    region: 'eu-west-1',
    tags: { Owner: 'x' },
    Id: 'a',
    Secret: 's',
    Made: '1970-01-01T00:00:00.000Z',
    isSecret: true,
    owner: 'x',
    Tags: [{ Key: 'Owner', Value: 'x' }, { Key: 'aws:created', Value: 'y' }],
  });
});

test('a complete unit says so, every page counted as a call', async () => {
  const pages = [{ Things: [{ Id: 'a' }], token: 1 }, { Things: [{ Id: 'b' }] }];
  const { ledger, traffic } = await collect({ ListThings: ({ token }) => pages[Number(token ?? 0)] });
  expect(ledger).toMatchObject({ status: 'complete', unread: [], unlisted: [], entities: 2, calls: 6 });
  expect(traffic.calls).toHaveLength(6);
});

test('an absent detail is no gap', async () => {
  const { ledger, entities } = await collect({ ListThings: things('a'), DescribeThing: refuse('NoSuchThing') });
  expect(ledger.status).toBe('complete');
  expect(entities[0]).not.toHaveProperty('_unread');
});

test('a denied detail is noted on its entity only, by the IAM action, and the unit is partial', async () => {
  const { ledger, entities } = await collect({
    ListThings: things('a', 'b'),
    DescribeThing: ({ Id }) => { if (Id === 'a') throw awsError('AccessDeniedException'); return { Secret: 's' }; },
  });
  const gap = { action: 'fake:ReadThing', code: 'AccessDeniedException', denied: true };
  expect(entities.find(({ Id }) => Id === 'a')).toMatchObject({ _unread: [gap], isSecret: false });
  expect(entities.find(({ Id }) => Id === 'b')).not.toHaveProperty('_unread');
  expect(ledger).toMatchObject({ status: 'partial', unread: [gap], unlisted: [], entities: 2 });
});

test.each(['ThrottlingException', 'InternalFailure'])('%s after the retries is a gap, but not a missing permission', async (code) => {
  const { ledger } = await collect({ ListThings: things('a'), DescribeThing: refuse(code) });
  expect(ledger.unread).toEqual([{ action: 'fake:ReadThing', code, denied: false }]);
});

test('a denied list leaves its type and the types below it unlisted, and nothing else', async () => {
  const { ledger, traffic } = await collect({ ListThings: refuse('UnauthorizedOperation') });
  const unread = { action: 'fake:ListThings', code: 'UnauthorizedOperation', denied: true };
  expect(ledger).toMatchObject({ status: 'failed', unlisted: [{ type: 'aws_instance', unread }, { type: 'aws_ebs_volume', unread }] });
  expect(traffic.calls).toEqual(['ListThings']);
});

test('a list that breaks off keeps what it gave and is unlisted', async () => {
  const { ledger, entities } = await collect({
    ListThings: ({ token }) => { if (token) throw awsError('AccessDenied'); return { Things: [{ Id: 'a' }], token: 1 }; },
  });
  expect(entities).toHaveLength(1);
  expect(ledger).toMatchObject({ status: 'partial', unlisted: [{ type: 'aws_instance' }, { type: 'aws_ebs_volume' }] });
});

test('a call beside the list that was denied is a gap of every entity, and hides none', async () => {
  const { service, traffic } = fakeService({ ...nothing, ListThings: things('a', 'b'), ListParts: refuse('AccessDenied') });
  const thing = service.entities.aws_instance!;
  const beside = {
    ...thing,
    list: async function* (read: never, at: never, parent: never) {
      for await (const _ of (read as { items(...args: unknown[]): AsyncIterable<never> }).items('ListParts', 'Parts', {})) throw new Error('denied');
      yield* thing.list(read, at, parent);
    },
  };
  const { entities, ledger } = await collectOf({ ...service, entities: { aws_instance: beside } });
  const gap = { action: 'fake:ListParts', code: 'AccessDenied', denied: true };
  expect(entities.map(({ _unread }) => _unread)).toEqual([[gap], [gap]]);
  expect(ledger).toMatchObject({ status: 'partial', unread: [gap], unlisted: [] });
  expect(traffic.calls.filter((call) => call === 'ListParts')).toHaveLength(1);
});

test('gaps stand in one order, whichever call ended first', async () => {
  const late = (name: string, after: number) => async () => {
    await new Promise((resolve) => setTimeout(resolve, after));
    throw awsError(name);
  };
  const run = async (first: number, second: number) => {
    const { service } = fakeService({ ...nothing, ListThings: things('a'), DescribeThing: late('AccessDenied', first), ListParts: late('AccessDenied', second) });
    const describe = async (read: never, { Id }: { Id: string }) => {
      const { call } = read as { call(name: string, input: object): Promise<object> };
      await Promise.all([call('DescribeThing', { Id }), call('ListParts', { Id })]);
      return { Id };
    };
    const { entities: [{ _unread }] } = await collectOf({ ...service, entities: { aws_instance: { ...service.entities.aws_instance!, describe } } });
    return _unread!.map(({ action }) => action);
  };
  expect([await run(10, 1), await run(1, 10)]).toEqual([['fake:ListParts', 'fake:ReadThing'], ['fake:ListParts', 'fake:ReadThing']]);
});

test('a shared list is asked for once, and what it lacks is lacking wherever it is read', async () => {
  const run = (answer: Answer) => {
    const { service, traffic } = fakeService({ ...nothing, ListThings: answer });
    const thing = service.entities.aws_instance!;
    const entities = { aws_instance: thing, aws_eni: { ...thing, key: ({ Id }: { Id: string }) => `other/${Id}` } };
    const operations = { ...service.operations, ListThings: { ...service.operations.ListThings, shared: 'unit' as const } };
    return collectOf({ ...service, operations, entities }).then((unit) => ({ ...unit, lists: traffic.calls.filter((call) => call === 'ListThings') }));
  };
  const { entities, lists } = await run(({ token }) => token ? { Things: [{ Id: 'b' }] } : { Things: [{ Id: 'a' }], token: 1 });
  expect(entities.map(({ _type, Id }) => `${_type} ${Id}`)).toEqual(['aws_instance a', 'aws_instance b', 'aws_eni a', 'aws_eni b']);
  expect(lists).toHaveLength(2);
  const broken = await run(({ token }) => { if (token) throw awsError('AccessDenied'); return { Things: [{ Id: 'a' }], token: 1 }; });
  expect(broken.entities).toHaveLength(2);
  expect(broken.ledger.unlisted.map(({ type }) => type)).toEqual(['aws_instance', 'aws_eni']);
});

test('a shared call is sent once for each input, and what it lacks is lacking wherever it is read', async () => {
  const run = (answer: Answer) => {
    const { service, traffic } = fakeService({ ...nothing, ListThings: things('a', 'b'), DescribeThing: answer });
    const thing = service.entities.aws_instance!;
    const entities = { aws_instance: thing, aws_eni: { ...thing, key: ({ Id }: { Id: string }) => `other/${Id}` } };
    const operations = { ...service.operations, DescribeThing: { ...service.operations.DescribeThing, shared: 'unit' as const } };
    return collectOf({ ...service, operations, entities }).then((unit) => ({ ...unit, sent: traffic.calls.filter((call) => call === 'DescribeThing') }));
  };
  const { entities, sent } = await run(({ Id }) => ({ Secret: `of ${Id as string}` }));
  expect(entities.map(({ Secret }) => Secret)).toEqual(['of a', 'of b', 'of a', 'of b']);
  expect(sent).toHaveLength(2);
  const denied = await run(refuse('AccessDenied'));
  expect(denied.entities.map(({ _unread }) => _unread)).toEqual(Array(4).fill([{ action: 'fake:ReadThing', code: 'AccessDenied', denied: true }]));
  expect(denied.sent).toHaveLength(2);
});

test('children are listed for every parent', async () => {
  const { entities } = await collect({ ListThings: things('a', 'b'), ListParts: ({ Id }) => ({ Parts: [{ Id: `${Id}1` }] }) });
  expect(entities.filter(({ _type }) => _type === 'aws_ebs_volume').map(({ _key }) => _key).sort())
    .toEqual(['arn:aws:fake:eu-west-1:111111111111:part/a/a1', 'arn:aws:fake:eu-west-1:111111111111:part/b/b1']);
});

test('the holder of a reference emits the edge', async () => {
  const { relationships } = await collect({ ListThings: () => ({ Things: [{ Id: 'a', Friend: 'arn:aws:ec2:eu-west-1:111111111111:instance/i' }] }) });
  expect(relationships).toEqual([expect.objectContaining({
    _key: 'arn:aws:fake:eu-west-1:111111111111:thing/a|USES|arn:aws:ec2:eu-west-1:111111111111:instance/i',
    _class: 'USES',
    _type: 'aws_instance_uses_aws_instance',
    accountId: '111111111111',
    region: 'eu-west-1',
  })]);
});

test('an entity that goes by another name in relationships has that name there, and its own elsewhere', async () => {
  const { service } = fakeService({ ...nothing, ListThings: () => ({ Things: [{ Id: 'a', Friend: 'arn:aws:ec2:eu-west-1:111111111111:instance/i' }] }) });
  const { aws_instance: thing } = service.entities;
  const { entities, relationships } = await collectOf({ ...service, entities: { aws_efs_mount_target: { ...thing!, typeInRelationships: 'aws_efs_mount_point' } } });
  expect(entities.map(({ _type }) => _type)).toEqual(['aws_efs_mount_target']);
  expect(relationships.map(({ _type, _fromType }) => [_type, _fromType])).toEqual([['aws_efs_mount_point_uses_aws_instance', 'aws_efs_mount_point']]);
});

test('no more resources are described at once than allowed', async () => {
  const ids = Array.from({ length: 40 }, (_, at) => `t${at}`);
  const { traffic } = await collect({ ListThings: things(...ids) }, 5);
  expect(traffic.atOnce).toBeLessThanOrEqual(5);
  expect(traffic.atOnce).toBeGreaterThan(1);
});

test('a defect of this program is not taken for an answer of AWS', async () => {
  await expect(collect({ ListThings: things('a'), DescribeThing: () => { throw new TypeError('a bug'); } })).rejects.toThrow('a bug');
});

test('what an account shares is asked for once by all its services, also where it has to be waited for, and what it lacks is lacking for all', async () => {
  const run = async (answer: Answer) => {
    const { service, traffic } = fakeService({ ...nothing, ListThings: things('a'), DescribeThing: answer });
    const thing = service.entities.aws_instance!;
    const waiting = {
      ...thing,
      describe: (read: never, { Id }: { Id: string }) => (read as { until(...args: unknown[]): Promise<object> })
        .until('DescribeThing', {}, ({ Ready }: { Ready?: boolean }) => Ready).then((output) => ({ Id, ...output })),
    };
    const operations = { ...service.operations, DescribeThing: { ...service.operations.DescribeThing, shared: 'account' as const } };
    const place = placeOf({ accountId: '111111111111', region: 'eu-west-1', regions: ['eu-west-1'] });
    const credentials = async () => ({ accessKeyId: 'A', secretAccessKey: 'S' });
    const clients = new ClientPool(credentials, {});
    const units = await Promise.all(['one', 'two'].map((id) => collectUnit(
      { accountId: '111111111111', region: 'eu-west-1', service: { ...service, id, operations, entities: { aws_instance: waiting } } },
      { place, clients, credentials, concurrency: 4, settings: {}, clock: () => 0 })));
    return { units, sent: traffic.calls.filter((call) => call === 'DescribeThing').length };
  };
  let asked = 0;
  const waited = await run(() => ({ Ready: ++asked === 2, Secret: 's' }));
  expect(waited.units.map(({ entities }) => entities.map(({ Ready, _service }) => [_service, Ready]))).toEqual([[['one', true]], [['two', true]]]);
  expect(waited.sent).toBe(2);
  expect(waited.units.map(({ ledger }) => ledger.calls).sort()).toEqual([1, 3]);
  const denied = await run(refuse('AccessDenied'));
  expect(denied.units.map(({ ledger }) => ledger.unread)).toEqual(Array(2).fill([{ action: 'fake:ReadThing', code: 'AccessDenied', denied: true }]));
  expect(denied.sent).toBe(1);
});
