import { entity, linked } from './support';
import type { EntityType, Verb } from '../../../src/catalogue/model/names';
import type { Service } from '../../../src/catalogue/model/service';
import { ec2 } from '../../../src/catalogue/services/ec2';
import { comparable } from '../../../src/engine/graph/matches';

/** Services that hold names, as Route 53 and its like do. */
const record = (verb: Verb, end: { to: EntityType } | { from: EntityType }, holder: EntityType) => ({
  class: [], matches: [{ verb, ...end, name: ({ values }: { values: string[] }) => values }], type: holder,
});
const services = [ec2, {
  id: 'dns',
  entities: {
    aws_route53_record: { class: ['DomainRecord'], matches: [...record('CONNECTS', { to: 'Host' }, 'aws_route53_record').matches, ...record('CONNECTS', { to: 'Gateway' }, 'aws_route53_record').matches] },
    aws_route53_zone: record('HAS', { from: 'Domain' }, 'aws_route53_zone'),
    aws_route53_domain: { class: ['Domain'], names: ({ DomainName }: { DomainName: string }) => DomainName },
    aws_alb: { class: ['Gateway'], names: ({ DNSName }: { DNSName: string }) => [DNSName] },
    aws_lb_target_group: record('HAS', { to: 'aws_eni' }, 'aws_lb_target_group'),
  },
}] as unknown as Service[];

const host = (id: string, fields: object) => entity(id, 'aws_instance', { _class: ['Host'], ...fields });
const names = (values: string[], type: EntityType = 'aws_route53_record') => entity('n', type, { values });
const keys = (entities: Parameters<typeof linked>[0]) => {
  const graph = linked(entities, services);
  return [...graph.from('n'), ...graph.to('n')].map(({ _key }) => _key);
};

test('a record leads to the host with its address or its name', () => {
  expect(keys([host('i', { PublicIpAddress: '203.0.113.7' }), names(['203.0.113.7'])])).toEqual(['n|CONNECTS|i']);
  expect(keys([host('i', { PublicDnsName: 'ec2-203-0-113-7.compute.amazonaws.com' }), names(['EC2-203-0-113-7.compute.amazonaws.com.'])])).toEqual(['n|CONNECTS|i']);
  expect(keys([host('i', { Ipv6Address: '2001:db8::7' }), names(['2001:0db8:0:0:0:0:0:7'])])).toEqual(['n|CONNECTS|i']);
});

test('an alias leads to the gateway, whatever Route 53 put before its name', () => {
  const gateway = entity('lb', 'aws_alb', { _class: ['Gateway'], DNSName: 'Web-1.eu-west-1.elb.amazonaws.com' });
  const graph = linked([gateway, names(['dualstack.web-1.eu-west-1.elb.amazonaws.com.'])], services);
  expect(graph.from('n')).toMatchObject([{ _key: 'n|CONNECTS|lb', _type: 'aws_route53_record_connects_aws_alb', _toType: 'aws_alb' }]);
});

test('a name that nobody has, or two have, leads nowhere', () => {
  expect(keys([names(['203.0.113.7'])])).toEqual([]);
  expect(keys([host('i', { PrivateIpAddress: '10.0.0.1' }), host('j', { PrivateIpAddress: '10.0.0.1' }), names(['10.0.0.1'])])).toEqual([]);
});

test('a private address is looked up in its network', () => {
  const eni = (id: string, VpcId: string) => entity(id, 'aws_eni', { _class: ['NetworkInterface'], VpcId, PrivateIpAddresses: [{ PrivateIpAddress: '10.0.0.1' }] });
  expect(keys([eni('a', 'vpc-1'), eni('b', 'vpc-2'), names(['vpc-2/10.0.0.1'], 'aws_lb_target_group')])).toEqual(['n|HAS|b']);
});

test('a zone is of the domain it lies in; one that is not here, another account may have', () => {
  const zone = names(['dev.example.co.uk.'], 'aws_route53_zone');
  expect(keys([zone, entity('d', 'aws_route53_domain', { _class: ['Domain'], DomainName: 'example.co.uk' })])).toEqual(['d|HAS|n']);
  expect(keys([zone])).toEqual([]);
});

test.each(['corp.internal.', '2.0.192.in-addr.arpa.', 'com.', 'localhost'])('%s is nobody\'s domain', (name) => {
  expect(keys([names([name], 'aws_route53_zone')])).toEqual([]);
});

test('names are compared in one form', () => {
  expect(['WWW.Example.com.', 'dualstack.x.elb.amazonaws.com.', '2001:DB8:0::1', '10.0.0.1', 'vpc-1/10.0.0.1'].map(comparable))
    .toEqual(['www.example.com', 'x.elb.amazonaws.com', '2001:db8::1', '10.0.0.1', 'vpc-1/10.0.0.1']);
});
