import { all, calls, succeeded, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Admin or database port opened to the world. Both request shapes: ipPermissions.items[] and the flat cidrIp/fromPort/toPort/ipProtocol; any /0 prefix is the world; a range or protocol -1 that covers the port counts; IPv4 and IPv6. */
export const sgIngressWorldSensitivePort = defineDetection({
  id: 'sg-ingress-world-sensitive-port',
  title: 'Admin or database port opened to the world',
  severity: 'high',
  attack: ['T1562.007'],
  data: 'management',
  tier: 1,
  falsePositives: ['A honeypot, or a public service on such a port'],
  logic: {
    type: 'event',
    match: all(
      calls('ec2', 'AuthorizeSecurityGroupIngress'),
      succeeded,
      where(
        'requestParameters',
        'opensToWorld',
        [20, 21, 22, 23, 135, 445, 1433, 1521, 2375, 3306, 3389, 5432, 5601, 5985, 5986, 6379, 9200, 11211, 27017],
      ),
    ),
  },
  examples: {
    match: [
      {
        eventSource: 'ec2.amazonaws.com',
        eventName: 'AuthorizeSecurityGroupIngress',
        requestParameters: {
          groupId: 'sg-0d921df5d84f7270a',
          ipPermissions: {
            items: [
              {
                ipProtocol: 'tcp',
                fromPort: 22,
                toPort: 22,
                groups: {},
                ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] },
                ipv6Ranges: {},
                prefixListIds: {},
              },
            ],
          },
        },
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::112233445566:assumed-role/Operator/ryan@example.com' },
        recipientAccountId: '112233445566',
      },
    ],
    noMatch: [
      {
        eventSource: 'ec2.amazonaws.com',
        eventName: 'AuthorizeSecurityGroupIngress',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: {
          groupId: 'sg-0123456789abcdef0',
          ipPermissions: { items: [{ ipProtocol: 'tcp', fromPort: 443, toPort: 443, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }] },
        },
      },
      {
        eventSource: 'ec2.amazonaws.com',
        eventName: 'AuthorizeSecurityGroupIngress',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: {
          groupId: 'sg-0123456789abcdef0',
          ipPermissions: { items: [{ ipProtocol: 'tcp', fromPort: 22, toPort: 22, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }] },
        },
        errorCode: 'AccessDenied',
        errorMessage: 'User is not authorized to perform this action',
      },
    ],
  },
});
