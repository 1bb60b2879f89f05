import { defineCheck } from '../../model/check';
import { apigateway } from '../../services/apigateway';

/** AWS FSBP APIGateway.1: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html */
export const apigatewayStageLogging = defineCheck(apigateway, {
  id: 'apigateway-stage-logging',
  entity: 'aws_api_gateway_rest_api',
  severity: 'medium',
  title: 'Stages of REST APIs write execution logs or access logs',
  why: 'Nobody can tell afterwards who called the API, and with what.',
  needs: [apigateway.need('GetRestApis'), apigateway.need('GetStages')],
  remedy: {
    cli: 'aws apigateway update-stage --rest-api-id <id> --stage-name <stage> --patch-operations op=replace,path=/*/*/logging/loglevel,value=ERROR',
    cdk: "new apigateway.RestApi(this, 'Api', { cloudWatchRole: true, deployOptions: { loggingLevel: apigateway.MethodLoggingLevel.ERROR } })",
  },
  prowler: ['apigateway_restapi_logging_enabled'],
  applies: ({ stages }) => stages.length > 0,
  fails: ({ stages }) => {
    const bad = stages.filter(({ accessLogSettings, methodSettings }) => !accessLogSettings?.destinationArn && !['ERROR', 'INFO'].includes(methodSettings?.['*/*']?.loggingLevel ?? 'OFF'));
    return bad.length > 0 ? `neither accessLogSettings nor a loggingLevel for all methods on the stages ${bad.map(({ stageName }) => stageName).join(', ')}` : undefined;
  },
  examples: {
    pass: [
      { entity: { stages: [{ stageName: 'prod', methodSettings: { '*/*': { loggingLevel: 'ERROR' } } }] } },
      { entity: { stages: [{ stageName: 'prod', accessLogSettings: { destinationArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:api' } }] } },
    ],
    fail: [
      { entity: { stages: [{ stageName: 'prod' }] } },
      { entity: { stages: [{ stageName: 'prod', methodSettings: { '*/*': { loggingLevel: 'OFF' } } }] } },
      { entity: { stages: [{ stageName: 'prod', methodSettings: { 'orders/GET': { loggingLevel: 'INFO' } } }] } },
    ],
  },
});
