import { defineCheck } from '../../model/check';
import { apigateway } from '../../services/apigateway';

/** AWS FSBP APIGateway.2; only HTTP backends are shown the certificate. */
export const apigatewayStageClientCertificate = defineCheck(apigateway, {
  id: 'apigateway-stage-client-certificate',
  entity: 'aws_api_gateway_rest_api',
  severity: 'medium',
  title: 'Stages of REST APIs show a client certificate to their backends',
  why: 'A backend that cannot tell who calls answers everybody who finds it, past the API.',
  needs: [apigateway.need('GetRestApis'), apigateway.need('GetStages'), apigateway.need('GetResources')],
  remedy: {
    cli: 'aws apigateway update-stage --rest-api-id <id> --stage-name <stage> --patch-operations op=replace,path=/clientCertificateId,value=<certificate-id>',
    cdk: "new apigateway.RestApi(this, 'Api', { deployOptions: { clientCertificateId: certificate.ref } }) // CfnClientCertificate",
  },
  prowler: ['apigateway_restapi_client_certificate_enabled'],
  applies: ({ stages, methods }) => stages.length > 0 && methods.some(({ integration }) => integration.type === 'HTTP' || integration.type === 'HTTP_PROXY'),
  fails: ({ stages }) => {
    const bad = stages.filter(({ clientCertificateId }) => !clientCertificateId);
    return bad.length > 0 ? `no clientCertificateId on the stages ${bad.map(({ stageName }) => stageName).join(', ')}` : undefined;
  },
  examples: {
    pass: [{ entity: { stages: [{ stageName: 'prod', clientCertificateId: 'a1b2c3' }], methods: [{ integration: { type: 'HTTP_PROXY' } }] } }],
    fail: [
      { entity: { stages: [{ stageName: 'prod' }], methods: [{ integration: { type: 'HTTP' } }] } },
      { entity: { stages: [{ stageName: 'prod', clientCertificateId: 'a1b2c3' }, { stageName: 'dev' }], methods: [{ integration: { type: 'HTTP_PROXY' } }] } },
    ],
  },
});
