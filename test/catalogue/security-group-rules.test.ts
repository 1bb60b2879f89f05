import { collect } from './fake-reader';
import { ec2 } from '../../src/catalogue/services/ec2';
import { edge } from '../../src/engine/collect/entity';
import { Graph } from '../../src/engine/graph/graph';
import { addMapped } from '../../src/engine/graph/mapped';


const group = (more: object) => ({ DescribeSecurityGroups: () => ({ SecurityGroups: [{ GroupId: 'sg-1', OwnerId: '111122223333', GroupName: 'web', ...more }] }) });
const endsOf = async (more: object) => {
  const [{ ends }] = await collect(ec2.entities.aws_security_group, group(more));
  return ends;
};

test('rules for everywhere lead to the Internet, once, with their ports and directions', async () => {
  const ends = await endsOf({
    IpPermissions: [
      { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
      { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
    ],
    IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
  });
  expect(ends['ALLOWS internet']).toEqual([{
    key: 'global:internet',
    ingress: true,
    egress: true,
    rules: [
      { direction: 'ingress', protocol: 'tcp', fromPort: 22, toPort: 22 },
      { direction: 'ingress', protocol: 'tcp', fromPort: 443, toPort: 443 },
      { direction: 'egress', protocol: '-1', fromPort: undefined, toPort: undefined },
    ],
  }]);
  expect(ends['ALLOWS Network']).toEqual([]);
});

test('blocks lead to networks, members to their group', async () => {
  const ends = await endsOf({
    IpPermissions: [{
      IpProtocol: 'tcp',
      FromPort: 5432,
      ToPort: 5432,
      IpRanges: [{ CidrIp: '10.0.0.0/8' }],
      Ipv6Ranges: [{ CidrIpv6: '2001:DB8::/32' }],
      UserIdGroupPairs: [{ GroupId: 'sg-2', UserId: '111122223333' }, { GroupId: 'sg-9', UserId: '999999999999' }],
    }],
  });
  expect(ends['ALLOWS Network']).toMatchObject([{ key: 'Network:10.0.0.0/8', ingress: true, egress: false }, { key: 'Network:2001:db8::/32' }]);
  expect(ends['ALLOWS aws_security_group']).toMatchObject([
    { key: 'arn:aws:ec2:eu-west-1:111122223333:security-group/sg-2' }, { key: 'arn:aws:ec2:eu-west-1:999999999999:security-group/sg-9' },
  ]);
});

test('the Internet and the networks become entities', () => {
  const graph = new Graph();
  const holder = { accountId: '111111111111', region: 'eu-west-1', _service: 'ec2' };
  graph.connect(edge({ key: 'sg', type: 'aws_security_group' }, 'ALLOWS', { key: 'global:internet', type: 'internet' }, holder));
  graph.connect(edge({ key: 'sg', type: 'aws_security_group' }, 'ALLOWS', { key: 'Network:10.0.0.0/8', type: 'Network' }, holder));
  addMapped(graph, [], { accountId: '111111111111', accounts: [] });
  expect(graph.get('global:internet')).toMatchObject({ _class: ['Internet', 'Network'], displayName: 'Internet', public: true, CIDR: '0.0.0.0/0' });
  expect(graph.get('Network:10.0.0.0/8')).toMatchObject({ _class: ['Network'], displayName: '10.0.0.0/8', CIDR: '10.0.0.0/8', _mapped: true });
});
