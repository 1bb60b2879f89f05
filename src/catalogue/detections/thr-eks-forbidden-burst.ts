import { all, is, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Many refusals from one address. */
export const thrEksForbiddenBurst = defineDetection({
  id: 'thr-eks-forbidden-burst',
  title: 'Many refusals from one address',
  severity: 'medium',
  attack: ['T1613'],
  data: 'eks-audit',
  tier: 1,
  falsePositives: ['A controller whose role was narrowed'],
  logic: {
    type: 'threshold',
    match: all(is('stage', 'ResponseComplete'), is('responseStatus.code', 403), where('requestURI', 'matches', '^/apis?/')),
    groupBy: ['sourceIPs'],
    count: 10,
    windowSeconds: 1800,
  },
  examples: {
    match: [
      {
        stage: 'ResponseComplete',
        responseStatus: { code: 403 },
        requestURI: '/apis/discovery.k8s.io/v1/endpointslices?allowWatchBookmarks=true&resourceVersion=2528212&timeout=5m56s&timeoutSeconds=356&watch=true',
        kind: 'Event',
        apiVersion: 'audit.k8s.io/v1',
        verb: 'watch',
      },
    ],
    noMatch: [
      {
        kind: 'Event',
        apiVersion: 'audit.k8s.io/v1',
        stage: 'RequestReceived',
        user: { username: 'dev' },
        responseStatus: { code: 403 },
        requestURI: '/api/v1/secrets',
      },
    ],
  },
});
