import { recorded } from './recorded';

const arn = 'arn:aws:logs:eu-west-1:111122223333:log-group:/orders/trail';

export const logs = recorded<typeof import('@aws-sdk/client-cloudwatch-logs')>({
  DescribeLogGroups: {
    logGroups: [{
      logGroupName: '/orders/trail',
      creationTime: 1735689600000,
      retentionInDays: 365,
      metricFilterCount: 1,
      arn: `${arn}:*`,
      logGroupArn: arn,
      storedBytes: 1024,
      kmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-4333-8444-555555555555',
      logGroupClass: 'STANDARD',
    }],
  },
  DescribeMetricFilters: {
    metricFilters: [{
      filterName: 'root-usage',
      filterPattern: '{ $.userIdentity.type = "Root" }',
      metricTransformations: [{ metricName: 'RootUsage', metricNamespace: 'Security', metricValue: '1' }],
      creationTime: 1735689600000,
      logGroupName: '/orders/trail',
    }],
  },
  DescribeSubscriptionFilters: {
    subscriptionFilters: [{
      filterName: 'to-lambda', logGroupName: '/orders/trail', filterPattern: '', destinationArn: 'arn:aws:lambda:eu-west-1:111122223333:function:orders', distribution: 'ByLogStream',
    }],
  },
  DescribeResourcePolicies: {
    resourcePolicies: [{
      policyName: 'dns',
      policyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'route53.amazonaws.com' }, Action: 'logs:PutLogEvents', Resource: 'arn:aws:logs:eu-west-1:111122223333:log-group:/orders/*' }],
      }),
      lastUpdatedTime: 1735689600000,
    }],
  },
  ListTagsForResource: { tags: { team: 'orders' } },
});
