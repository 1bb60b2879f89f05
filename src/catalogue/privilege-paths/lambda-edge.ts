import { definePrivilegePath } from '../model/privilege-path';

/** Run a function with the role at the edge: function runs at the edge with the role. */
export const lambdaEdge = definePrivilegePath({
  id: 'lambda-edge',
  title: 'Run a function with the role at the edge',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'lambda.amazonaws.com' },
    { action: 'lambda:CreateFunction', on: '*' },
    { action: 'lambda:PublishVersion', on: '*' },
    { action: 'cloudfront:UpdateDistribution', on: 'existing:distribution' },
  ],
  trusts: ['lambda.amazonaws.com', 'edgelambda.amazonaws.com'],
  gains: 'target',
});
