import { IntegrationSchema } from '@jupiterone/data-model';
import type { EntityType } from '../../../../src/catalogue/model/names';
import { EVERYONE, INTERNET, outsideKey, outsideOf } from '../../../../src/catalogue/model/outside';
import type { Entity } from '../../../../src/engine/contracts';
import { toDataModel } from '../../../../src/engine/report/export/data-model';
import facts from '../../../facts/entity-catalogue.json';

// Classes that JupiterOne's list of entities has and its schemas do not.
const WITHOUT_SCHEMA = ['Accessment', 'Everyone', 'Monitor'];

/** What the schemas of its classes find wrong with an entity. */
export function mistakesOf(entity: Entity): string[] {
  const model = JSON.parse(JSON.stringify(toDataModel(entity))) as object;
  return entity._class.map((name) => (WITHOUT_SCHEMA.includes(name) ? 'Entity' : name)).flatMap((name) => {
    const validate = IntegrationSchema.getSchema(`#${name}`)!;
    return validate(model) ? [] : validate.errors!.map(({ instancePath, message }) => `${entity._type} as ${name}: ${instancePath} ${message}`);
  });
}

const entity = (_type: EntityType, _class: readonly string[], more: object = {}): Entity => ({
  _key: `arn:aws:x:eu-west-1:111111111111:${_type}`, _type, _class, _service: 'x', displayName: 'example.com', accountId: '111111111111', region: 'eu-west-1', tags: {}, ...more,
});

/** What a type always has when it was read. */
const own: Partial<Record<string, object>> = {
  aws_route53_record: { Type: 'CNAME', TTL: 300 }, aws_eip: { PublicIp: '203.0.113.7' }, aws_vpc: { CidrBlock: '10.0.0.0/16' },
};

/** Classes of one type whose schemas exclude each other: the one wants `category` as a text, the other as a list. */
const impossible: Partial<Record<string, string[]>> = {
  aws_guardduty_detector: ['aws_guardduty_detector as Assessment: /category must be string'],
  aws_transfer_server: ['aws_transfer_server as Host: /category must be string,null'],
};

test.each(facts.entities)('$_type is valid with its keys and names alone', ({ _type, _class }) => {
  expect(mistakesOf(entity(_type as EntityType, _class, own[_type]))).toEqual(impossible[_type] ?? []);
});

test.each([INTERNET, EVERYONE, outsideKey('Person', 'ann@example.com'), outsideKey('Network', '2001:db8::/32'), outsideKey('Network', '10.0.0.0/8'),
  outsideKey('Domain', 'example.com'), outsideKey('Service', 'states.amazonaws.com')])('%s is valid', (key) => {
  expect(mistakesOf({ ...entity('Person', []), ...outsideOf(key)!, _key: key, _mapped: true })).toEqual([]);
});

test('what the entity tells goes where the schemas want it', () => {
  expect(toDataModel(entity('aws_instance', ['Host'], {
    PublicIpAddress: '203.0.113.7',
    PrivateIpAddress: '10.0.0.7',
    PublicDnsName: 'ec2-203-0-113-7.compute-1.amazonaws.com',
    PrivateDnsName: '',
    InstanceType: 'm5.large',
    PlatformDetails: 'Linux/UNIX',
    NetworkInterfaces: [{ MacAddress: '0e:49:61:0f:c3:11' }],
  }))).toMatchObject({
    category: 'server',
    ipv4Addresses: ['203.0.113.7', '10.0.0.7'],
    publicIpAddresses: ['203.0.113.7'],
    fqdn: ['ec2-203-0-113-7.compute-1.amazonaws.com'],
    macAddresses: ['0e:49:61:0f:c3:11'],
    osType: 'linux',
    model: 'm5.large',
  });
  expect(toDataModel(entity('aws_ebs_volume', ['DataStore', 'Disk'], { Encrypted: false, classification: 'internal' }))).toMatchObject({ encrypted: false, classification: 'internal' });
  expect(toDataModel(entity('aws_iam_user', ['User'], { UserName: 'ann', email: 'ann@example.com' }))).toMatchObject({ username: ['ann'], email: ['ann@example.com'] });
});

test('tags go by their names, in the characters that the data model has', () => {
  const model = toDataModel(entity('aws_kms_key', ['CryptoKey'], { tags: { 'Team': 'x', 'cost:center/ü': '1' } }));
  expect(model).toMatchObject({ 'tag.Team': 'x', 'tag.cost-center--': '1' });
  expect(model).not.toHaveProperty('tags');
  expect(mistakesOf(entity('aws_kms_key', ['CryptoKey'], { tags: { 'cost:center/ü': '1' } }))).toEqual([]);
});
