import { all, calls, succeeded, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** EKS control plane logging switched off. */
export const eksControlPlaneLoggingDisabled = defineDetection({
  id: 'eks-control-plane-logging-disabled',
  title: 'EKS control plane logging switched off',
  severity: 'high',
  attack: ['T1562.008'],
  data: 'management',
  tier: 1,
  falsePositives: ['Reduction of log types to save cost'],
  logic: {
    type: 'event',
    match: all(calls('eks', 'UpdateClusterConfig'), succeeded, where('requestParameters.logging.clusterLogging', 'anyObject', { enabled: false })),
  },
  examples: {
    match: [
      {
        eventSource: 'eks.amazonaws.com',
        eventName: 'UpdateClusterConfig',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { logging: { clusterLogging: [{ types: ['api', 'audit'], enabled: false }] } },
      },
    ],
    noMatch: [
      {
        eventSource: 'eks.amazonaws.com',
        eventName: 'UpdateClusterConfig',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { logging: {} },
      },
      {
        eventSource: 'eks.amazonaws.com',
        eventName: 'UpdateClusterConfig',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { logging: { clusterLogging: [{ types: ['api', 'audit'], enabled: false }] } },
        errorCode: 'AccessDenied',
        errorMessage: 'User is not authorized to perform this action',
      },
    ],
  },
});
