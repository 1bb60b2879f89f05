import { defineCheck } from '../../model/check';
import { inRegions } from '../../model/every-region';
import { account } from '../../services/account';

/** AWS FSBP APIGateway.9. */
export const apigatewayHttpApiAccessLogs = defineCheck(account, {
  id: 'apigateway-http-api-access-logs',
  entity: 'aws_account',
  severity: 'medium',
  title: 'Stages of HTTP and WebSocket APIs write access logs',
  why: 'Nobody can tell afterwards who called the API, and with what.',
  needs: [account.need('apigatewayv2.GetApis'), account.need('apigatewayv2.GetStages')],
  remedy: {
    cli: "aws apigatewayv2 update-stage --api-id <id> --stage-name <stage> --access-log-settings DestinationArn=<log-group-arn>,Format='$context.requestId $context.identity.sourceIp'",
    cdk: "new apigatewayv2.HttpStage(this, 'Stage', { httpApi, accessLogSettings: { destination: new apigatewayv2.LogGroupLogDestination(logGroup) } })",
  },
  prowler: ['apigatewayv2_api_access_logging_enabled'],
  applies: ({ Regions }) => Regions.some(({ HttpApis }) => HttpApis.length > 0),
  fails: ({ Regions }) => inRegions(Regions, ({ HttpApis }) => {
    const bad = HttpApis.flatMap(({ Name, ApiId, Stages = [] }) => Stages.filter(({ AccessLogSettings }) => !AccessLogSettings?.DestinationArn)
      .map(({ StageName }) => `${Name} (${ApiId}) ${StageName}`));
    return bad.length > 0 ? `no AccessLogSettings on ${bad.join(', ')}` : undefined;
  }),
  examples: {
    pass: [
      { entity: { Regions: [{ Region: 'eu-west-1', HttpApis: [{ Name: 'a', Stages: [{ StageName: 'prod', AccessLogSettings: { DestinationArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:a' } }] }] }] } },
    ],
    fail: [{ entity: { Regions: [{ Region: 'eu-west-1', HttpApis: [{ Name: 'a', ApiId: 'x', Stages: [{ StageName: '$default' }] }] }] } }],
  },
});
