import { defineCheck } from '../../model/check';
import { statements } from '../../model/policy-document';
import { publicStatements, shownStatement } from '../../model/public-policy';
import { lambda } from '../../services/lambda';

const isOfOpenUrl = (condition: object | undefined) => /"lambda:FunctionUrlAuthType":\[?"NONE"/i.test(JSON.stringify(condition ?? {}));

const policy = (statement: object) => JSON.stringify({ Statement: [{ Sid: 'one', Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*', ...statement }] });

/** AWS FSBP Lambda.1: https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html */
export const lambdaFunctionNotPublic = defineCheck(lambda, {
  id: 'lambda-function-not-public',
  entity: 'aws_lambda_function',
  severity: 'critical',
  exposes: true,
  title: 'Function policies do not let everybody invoke the function',
  why: 'Everybody can run the code, with its role, at the cost of the account.',
  needs: [lambda.need('ListFunctions'), lambda.need('GetPolicy'), lambda.need('ListFunctionUrlConfigs')],
  remedy: {
    cli: 'aws lambda remove-permission --function-name <function> --statement-id <sid>',
    cdk: "fn.addPermission('Invoke', { principal: new iam.AccountPrincipal('111122223333') }) // or a service with sourceArn; addFunctionUrl() asks for AWS_IAM by default",
  },
  prowler: ['awslambda_function_not_publicly_accessible'],
  fails: ({ Policy, hasOpenUrl }) => {
    // The statement of an open URL is worth nothing while the function has no such URL.
    const open = publicStatements(Policy).filter(({ Condition }) => hasOpenUrl || !isOfOpenUrl(Condition)).map(shownStatement);
    // Any bucket of any account can be named as the source.
    const buckets = statements(Policy).filter(({ Effect, Principal, Condition }) => Effect === 'Allow' && JSON.stringify(Principal ?? '').includes('"s3.amazonaws.com"')
      && !/aws:source(account|arn)/i.test(JSON.stringify(Condition ?? {}))).map(({ Sid }) => `the statement ${Sid} lets S3 invoke it for the buckets of every account`);
    return [...open, ...buckets].join('; ') || undefined;
  },
  examples: {
    pass: [
      { entity: { Policy: undefined, hasOpenUrl: false } },
      { entity: { Policy: policy({ Principal: { AWS: 'arn:aws:iam::444455556666:root' } }) } },
      { entity: { Policy: policy({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } } }) } },
      { entity: { Policy: policy({ Principal: { Service: 's3.amazonaws.com' }, Condition: { StringEquals: { 'AWS:SourceAccount': '111122223333' } } }) } },
      { entity: { Policy: policy({ Principal: '*', Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } } }), hasOpenUrl: false } },
      { entity: { Policy: policy({ Principal: { Service: 'events.amazonaws.com' }, Condition: { ArnLike: { 'AWS:SourceArn': 'arn:aws:events:eu-west-1:111122223333:rule/x' } } }) } },
    ],
    fail: [
      { entity: { Policy: policy({ Principal: '*' }) } },
      { entity: { Policy: policy({ Principal: { AWS: ['arn:aws:iam::444455556666:root', '*'] } }) } },
      { entity: { Policy: policy({ Principal: '*', Condition: { StringLike: { 'aws:PrincipalArn': '*' } } }) } },
      { entity: { Policy: policy({ Principal: '*', Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } } }), hasOpenUrl: true } },
      { entity: { Policy: policy({ Principal: { Service: 's3.amazonaws.com' } }) } },
    ],
  },
});
