import { defineCheck } from '../../model/check';
import { ecs } from '../../services/ecs';

const app = { name: 'app', environmentNames: [], environmentSecretNames: [], logConfiguration: undefined, firelensConfiguration: undefined };

/** AWS FSBP ECS.9: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html */
export const ecsTaskDefinitionLogging = defineCheck(ecs, {
  id: 'ecs-task-definition-logging',
  entity: 'aws_ecs_task_definition',
  severity: 'high',
  title: 'ECS containers send their logs to a log driver',
  why: 'What a container did before it was stopped or replaced cannot be looked into.',
  // Which revisions are looked at depends on all of them.
  needs: ecs.entities.aws_ecs_task_definition.reads.map((operation) => ecs.need(operation)),
  remedy: {
    cli: 'aws ecs register-task-definition --family <family> --container-definitions \'[{"name":"<container>","image":"<image>","logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"<group>","awslogs-region":"<region>","awslogs-stream-prefix":"app"}}}]\'',
    cdk: "taskDefinition.addContainer('App', { image, logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'app' }) })",
  },
  prowler: ['ecs_task_definitions_logging_enabled'],
  fails: ({ containerDefinitions = [] }) => {
    const silent = containerDefinitions.filter(({ logConfiguration: log }) => !log?.logDriver).map(({ name }) => name);
    return silent.length > 0 ? `no log driver for the container ${silent.join(', ')}` : undefined;
  },
  examples: {
    pass: [{ entity: { containerDefinitions: [{ ...app, logConfiguration: { logDriver: 'awslogs', secretOptions: undefined } }] } }],
    fail: [{ entity: { containerDefinitions: [app] } }],
  },
});
