import { defineCheck } from '../../model/check';
import { ecs } from '../../services/ecs';

/** AWS FSBP ECS.3: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html */
export const ecsTaskDefinitionOwnProcessNamespace = defineCheck(ecs, {
  id: 'ecs-task-definition-own-process-namespace',
  entity: 'aws_ecs_task_definition',
  severity: 'high',
  title: "ECS tasks do not share the host's process namespace",
  why: 'The containers see the processes of the host and of other tasks, with their environments, and can signal them.',
  // Which revisions are looked at depends on all of them.
  needs: ecs.entities.aws_ecs_task_definition.reads.map((operation) => ecs.need(operation)),
  remedy: {
    cli: 'aws ecs register-task-definition --family <family> --pid-mode task --container-definitions file://containers.json',
    cdk: "new ecs.Ec2TaskDefinition(this, 'Task', { pidMode: ecs.PidMode.TASK })",
  },
  prowler: ['ecs_task_definitions_host_namespace_not_shared'],
  fails: (definition) => definition.pidMode === 'host' ? 'pidMode is host' : undefined,
  examples: {
    pass: [{ entity: { family: 'orders', pidMode: 'task' } }, { entity: { family: 'orders' } }],
    fail: [{ entity: { family: 'orders', pidMode: 'host' } }],
  },
});
