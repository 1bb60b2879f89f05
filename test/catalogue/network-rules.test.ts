import { indexed } from '../../src/catalogue/model/check';
import { covers } from '../../src/catalogue/model/cidr';
import { worldEntry } from '../../src/catalogue/model/network-acl';
import { groupId, leadingOut, openGroups, permissionText, publicSubnets, worldOpenings, worldRanges } from '../../src/catalogue/model/world-rules';

const world = [{ CidrIp: '0.0.0.0/0' }];

test.each([
  ['10.0.0.0/8', '10.1.0.0/16', true], ['10.1.0.0/16', '10.1.0.0/16', true], ['0.0.0.0/0', '192.0.2.0/24', true], ['10.1.0.0/17', '10.1.0.0/16', false],
  ['10.1.0.0/16', '10.2.0.0/16', false], ['192.168.0.0/15', '192.169.0.0/16', true], ['::/0', '2001:db8::/32', true], ['::/0', '10.0.0.0/8', true],
  ['2001:db8::/32', '2001:db8::/56', false], ['10.0.0.0/8', '2001:db8::/56', false],
])('%s covers %s: %s', (block, other, expected) => expect(covers(block, other)).toBe(expected));

test('the whole Internet has two versions of addresses', () => {
  expect(worldRanges({ IpRanges: [{ CidrIp: '10.0.0.0/8' }, ...world], Ipv6Ranges: [{ CidrIpv6: '::/0' }, { CidrIpv6: '2001:db8::/32' }] })).toEqual(['0.0.0.0/0', '::/0']);
  expect(worldRanges({ Ipv6Ranges: [{ CidrIpv6: '2000::/3' }] })).toEqual(['2000::/3']);
  expect(worldRanges({ IpRanges: [{ CidrIp: '10.0.0.0/10' }] })).toEqual([]);
});

test('what is open is told in words', () => {
  expect(permissionText({ IpProtocol: '-1', IpRanges: world })).toBe('all protocols from 0.0.0.0/0');
  expect(worldOpenings([{ IpProtocol: 'tcp', FromPort: 20, ToPort: 25, IpRanges: world }], [22, 25, 80])).toEqual(['tcp 20-25 from 0.0.0.0/0 includes port 22 and 25']);
  expect(worldOpenings([{ IpProtocol: 'icmp', FromPort: -1, ToPort: -1, IpRanges: world }, { IpProtocol: 'udp', FromPort: 0, ToPort: 65535, IpRanges: world }], [22])).toEqual([]);
  expect(worldOpenings(undefined, [22])).toEqual([]);
  const groups = ['sg-1', 'sg-2'].map((GroupId) => ({ GroupId, IpPermissions: [{ IpProtocol: '-1', IpRanges: world }] }));
  expect(openGroups(indexed(groups, groupId), ['sg-2', 'sg-3', 'sg-2', undefined], [5432])).toEqual(['sg-2 opens all protocols from 0.0.0.0/0 includes port 5432']);
});

test('a subnet is public by its route table', () => {
  const tables = [{ leadsToInternet: true, subnetIds: ['a', 'b'] }, { leadsToInternet: false, subnetIds: ['c'] }];
  expect(publicSubnets(indexed(tables, leadingOut), ['b', 'c', undefined])).toEqual(['b']);
});

test('the first entry of a network ACL that covers the traffic decides, for each version of addresses', () => {
  const entry = (RuleNumber: number, RuleAction: string, more: object) => ({ RuleNumber, RuleAction, Protocol: '6', Egress: false, CidrBlock: '0.0.0.0/0', ...more });
  const ssh = { PortRange: { From: 22, To: 22 } };
  expect(worldEntry([entry(200, 'deny', ssh), entry(100, 'allow', ssh)], 22)?.RuleNumber).toBe(100);
  expect(worldEntry([entry(200, 'allow', ssh), entry(100, 'deny', ssh)], 22)).toBeUndefined();
  expect(worldEntry([entry(200, 'allow', { Protocol: '-1' }), entry(100, 'deny', ssh)], 22)).toBeUndefined();
  expect(worldEntry([entry(200, 'allow', { Protocol: '-1' }), entry(100, 'deny', ssh)])?.RuleNumber).toBe(200);
  expect(worldEntry([entry(200, 'allow', { ...ssh, CidrBlock: undefined, Ipv6CidrBlock: '::/0' }), entry(100, 'deny', { Protocol: '-1' })], 22)?.RuleNumber).toBe(200);
  expect(worldEntry([entry(100, 'deny', { ...ssh, CidrBlock: '203.0.113.0/24' }), entry(200, 'allow', ssh)], 22)?.RuleNumber).toBe(200);
});
