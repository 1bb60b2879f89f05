import { all, is, not, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** System account used from a public address. Exclude the cluster's own NAT addresses and AWS managed components. */
export const eksSystemAccountFromOutside = defineDetection({
  id: 'eks-system-account-from-outside',
  title: 'System account used from a public address',
  severity: 'high',
  attack: ['T1078.004'],
  data: 'eks-audit',
  tier: 1,
  falsePositives: ["The cluster's own NAT addresses, and components that AWS runs"],
  logic: {
    type: 'event',
    match: all(
      where('user.username', 'matches', '^(system:serviceaccount:|system:node:|eks:)'),
      where('sourceIPs', 'isPublicAddress', true),
      not(is('responseStatus.code', 403)),
      is('stage', 'ResponseComplete'),
    ),
  },
  examples: {
    match: [
      {
        user: { username: 'eks:addon-manager' },
        sourceIPs: ['35.163.244.48'],
        responseStatus: { code: 200 },
        stage: 'ResponseComplete',
        kind: 'Event',
        apiVersion: 'audit.k8s.io/v1',
        verb: 'get',
      },
    ],
    noMatch: [{ kind: 'Event', apiVersion: 'audit.k8s.io/v1', stage: 'ResponseComplete', user: { username: 'other' }, sourceIPs: ['93.184.216.34'] }],
  },
});
