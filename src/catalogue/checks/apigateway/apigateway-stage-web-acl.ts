import { defineCheck } from '../../model/check';
import { apigateway } from '../../services/apigateway';

/** AWS FSBP APIGateway.4; a private API is reached from a VPC only. */
export const apigatewayStageWebAcl = defineCheck(apigateway, {
  id: 'apigateway-stage-web-acl',
  entity: 'aws_api_gateway_rest_api',
  severity: 'medium',
  title: 'Stages of REST APIs on the Internet have a web ACL',
  why: 'Floods of calls and attacks on the application reach it unfiltered.',
  needs: [apigateway.need('GetRestApis'), apigateway.need('GetStages')],
  remedy: {
    cli: 'aws wafv2 associate-web-acl --web-acl-arn <acl-arn> --resource-arn arn:aws:apigateway:<region>::/restapis/<id>/stages/<stage>',
    cdk: "new wafv2.CfnWebACLAssociation(this, 'Association', { webAclArn: acl.attrArn, resourceArn: api.deploymentStage.stageArn })",
  },
  prowler: ['apigateway_restapi_waf_acl_attached'],
  applies: ({ stages, isPrivate }) => !isPrivate && stages.length > 0,
  fails: ({ stages }) => {
    const bad = stages.filter(({ webAclArn }) => !webAclArn);
    return bad.length > 0 ? `no webAclArn on the stages ${bad.map(({ stageName }) => stageName).join(', ')}` : undefined;
  },
  examples: {
    pass: [
      { entity: { isPrivate: false, stages: [{ stageName: 'prod', webAclArn: 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/api/1' }] } },
    ],
    fail: [{ entity: { isPrivate: false, stages: [{ stageName: 'prod' }] } }],
  },
});
