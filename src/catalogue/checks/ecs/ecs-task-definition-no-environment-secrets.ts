import { defineCheck } from '../../model/check';
import { ecs } from '../../services/ecs';

const app = { name: 'app', environmentNames: [], environmentSecretNames: [], logConfiguration: undefined, firelensConfiguration: undefined };

/** AWS FSBP ECS.8; judged while reading, the values are not kept: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html */
export const ecsTaskDefinitionNoEnvironmentSecrets = defineCheck(ecs, {
  id: 'ecs-task-definition-no-environment-secrets',
  entity: 'aws_ecs_task_definition',
  severity: 'critical',
  title: 'Environment variables of ECS containers hold no secrets',
  why: 'Everybody who may describe the task definition, or looks into the console, reads the secret; it stays in every revision.',
  // Which revisions are looked at depends on all of them.
  needs: ecs.entities.aws_ecs_task_definition.reads.map((operation) => ecs.need(operation)),
  remedy: {
    cli: 'aws ecs register-task-definition --family <family> --container-definitions \'[{"name":"<container>","image":"<image>","secrets":[{"name":"<variable>","valueFrom":"<ARN of the secret>"}]}]\'',
    cdk: "taskDefinition.addContainer('App', { image, secrets: { DB_PASSWORD: ecs.Secret.fromSecretsManager(secret) } })",
  },
  prowler: ['ecs_task_definitions_no_environment_secrets'],
  fails: ({ containerDefinitions = [] }) => {
    const found = containerDefinitions.filter((each) => each.environmentSecretNames.length > 0).map((each) => `${each.environmentSecretNames.join(', ')} of ${each.name}`);
    return found.length > 0 ? `the value looks like a secret: ${found.join('; ')}` : undefined;
  },
  examples: {
    pass: [{ entity: { containerDefinitions: [{ ...app, environmentNames: ['STAGE'] }] } }],
    fail: [{ entity: { containerDefinitions: [{ ...app, environmentNames: ['DB_PASSWORD'], environmentSecretNames: ['DB_PASSWORD'] }] } }],
  },
});
