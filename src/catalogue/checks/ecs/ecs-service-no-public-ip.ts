import { defineCheck } from '../../model/check';
import { ecs } from '../../services/ecs';

/** AWS FSBP ECS.2: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html */
export const ecsServiceNoPublicIp = defineCheck(ecs, {
  id: 'ecs-service-no-public-ip',
  entity: 'aws_ecs_service',
  severity: 'high',
  title: 'ECS services do not give their tasks public addresses',
  why: 'Each task can be reached from the Internet on every port that its security groups open.',
  needs: [ecs.need('DescribeServices')],
  remedy: {
    cli: "aws ecs update-service --cluster <cluster> --service <service> --network-configuration 'awsvpcConfiguration={subnets=[<private subnets>],securityGroups=[<groups>],assignPublicIp=DISABLED}'",
    cdk: "new ecs.FargateService(this, 'Service', { cluster, taskDefinition, assignPublicIp: false })",
  },
  prowler: ['ecs_service_no_assign_public_ip'],
  applies: (service) => service.status !== 'INACTIVE',
  fails: ({ networkConfiguration, taskSets = [] }) => {
    const open = [networkConfiguration, ...taskSets.map((each) => each.networkConfiguration)].filter((each) => each?.awsvpcConfiguration?.assignPublicIp === 'ENABLED');
    return open.length > 0 ? `assignPublicIp is ENABLED in ${open.flatMap((each) => each?.awsvpcConfiguration?.subnets ?? []).join(', ') || 'its subnets'}` : undefined;
  },
  examples: {
    pass: [
      { entity: { serviceName: 'orders', networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'], assignPublicIp: 'DISABLED' } } } },
      { entity: { serviceName: 'on-instances' } },
    ],
    fail: [
      { entity: { serviceName: 'orders', networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'], assignPublicIp: 'ENABLED' } } } },
      { entity: { serviceName: 'external', taskSets: [{ networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'], assignPublicIp: 'ENABLED' } } }] } },
    ],
  },
});
