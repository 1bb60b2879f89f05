import { endedVersions, tlsWhy } from '../../crypto/ended-versions';
import { defineCheck } from '../../model/check';
import { apigateway } from '../../services/apigateway';

/** By the security policy of each domain name: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html */
export const apigatewayDomainTls = defineCheck(apigateway, {
  id: 'apigateway-domain-tls',
  entity: 'aws_api_gateway_rest_api',
  severity: 'medium',
  title: 'Custom domain names of REST APIs accept TLS 1.2 and newer only',
  why: tlsWhy,
  needs: [apigateway.need('GetRestApis'), apigateway.need('GetDomainNames'), apigateway.need('GetBasePathMappings')],
  remedy: {
    cli: 'aws apigateway update-domain-name --domain-name <name> --patch-operations op=replace,path=/securityPolicy,value=TLS_1_2',
    cdk: "new apigateway.DomainName(this, 'Name', { domainName, certificate, securityPolicy: apigateway.SecurityPolicy.TLS_1_2 })",
  },
  applies: ({ domainNames }) => domainNames.some(({ securityPolicy }) => securityPolicy),
  fails: (entity) => endedVersions('aws_api_gateway_rest_api', entity),
  examples: {
    pass: [
      { entity: { domainNames: [{ domainName: 'api.example.com', securityPolicy: 'TLS_1_2', certificateArn: undefined, regionalCertificateArn: undefined }] } },
    ],
    fail: [
      { entity: { domainNames: [{ domainName: 'api.example.com', securityPolicy: 'TLS_1_0', certificateArn: undefined, regionalCertificateArn: undefined }] } },
    ],
  },
});
