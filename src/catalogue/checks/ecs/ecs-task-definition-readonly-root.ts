import { defineCheck } from '../../model/check';
import { ecs } from '../../services/ecs';

const app = { name: 'app', environmentNames: [], environmentSecretNames: [], logConfiguration: undefined, firelensConfiguration: undefined };

/** AWS FSBP ECS.5: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html (Windows has no read-only root) */
export const ecsTaskDefinitionReadonlyRoot = defineCheck(ecs, {
  id: 'ecs-task-definition-readonly-root',
  entity: 'aws_ecs_task_definition',
  severity: 'high',
  title: 'ECS containers run on a read-only root file system',
  why: 'Who breaks into the container can change its programs and leave tools behind.',
  // Which revisions are looked at depends on all of them.
  needs: ecs.entities.aws_ecs_task_definition.reads.map((operation) => ecs.need(operation)),
  remedy: {
    cli: 'aws ecs register-task-definition --family <family> --container-definitions \'[{"name":"<container>","image":"<image>","readonlyRootFilesystem":true}]\'',
    cdk: "taskDefinition.addContainer('App', { image, readonlyRootFilesystem: true })",
  },
  prowler: ['ecs_task_definitions_containers_readonly_access'],
  applies: (definition) => !definition.runtimePlatform?.operatingSystemFamily?.startsWith('WINDOWS'),
  fails: ({ containerDefinitions = [] }) => {
    const writable = containerDefinitions.filter(({ readonlyRootFilesystem }) => readonlyRootFilesystem !== true).map(({ name }) => name);
    return writable.length > 0 ? `readonlyRootFilesystem is not true for the container ${writable.join(', ')}` : undefined;
  },
  examples: {
    pass: [{ entity: { containerDefinitions: [{ ...app, readonlyRootFilesystem: true }] } }],
    fail: [{ entity: { containerDefinitions: [{ ...app, readonlyRootFilesystem: false }] } }, { entity: { containerDefinitions: [app] } }],
  },
});
