import { defineCheck } from '../../model/check';
import { ecs } from '../../services/ecs';

const app = { name: 'app', environmentNames: [], environmentSecretNames: [], logConfiguration: undefined, firelensConfiguration: undefined };

/** AWS FSBP ECS.4: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
export const ecsTaskDefinitionNoPrivilegedContainers = defineCheck(ecs, {
  id: 'ecs-task-definition-no-privileged-containers',
  entity: 'aws_ecs_task_definition',
  severity: 'high',
  title: 'ECS containers are not privileged',
  why: 'A privileged container is root on the host: it can read the disks, and the credentials, of every other task there.',
  // Which revisions are looked at depends on all of them.
  needs: ecs.entities.aws_ecs_task_definition.reads.map((operation) => ecs.need(operation)),
  remedy: {
    cli: 'aws ecs register-task-definition --family <family> --container-definitions \'[{"name":"<container>","image":"<image>","privileged":false}]\'',
    cdk: "taskDefinition.addContainer('App', { image, privileged: false })",
  },
  prowler: ['ecs_task_definitions_no_privileged_containers'],
  fails: ({ containerDefinitions = [] }) => {
    const privileged = containerDefinitions.filter((each) => each.privileged).map(({ name }) => name);
    return privileged.length > 0 ? `privileged is true for the container ${privileged.join(', ')}` : undefined;
  },
  examples: {
    pass: [{ entity: { containerDefinitions: [{ ...app, privileged: false }] } }, { entity: { containerDefinitions: [app] } }],
    fail: [{ entity: { containerDefinitions: [{ ...app, privileged: true }] } }],
  },
});
