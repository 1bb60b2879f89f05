import { defineCheck } from '../../model/check';
import { ecs } from '../../services/ecs';

const app = { name: 'app', environmentNames: [], environmentSecretNames: [], logConfiguration: undefined, firelensConfiguration: undefined };
const isRoot = (user: string | undefined) => ['', 'root', '0'].includes((user ?? '').split(':')[0]);

/** AWS FSBP ECS.1; privileged containers are the matter of ecs-task-definition-no-privileged-containers: https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html */
export const ecsTaskDefinitionHostNetworkNoRoot = defineCheck(ecs, {
  id: 'ecs-task-definition-host-network-no-root',
  entity: 'aws_ecs_task_definition',
  severity: 'high',
  title: 'ECS containers on the network of the host run as a user other than root',
  why: 'A container that runs as root on the network of the host can listen to its traffic and reach the services that only the host may.',
  // Which revisions are looked at depends on all of them.
  needs: ecs.entities.aws_ecs_task_definition.reads.map((operation) => ecs.need(operation)),
  remedy: {
    cli: 'aws ecs register-task-definition --family <family> --network-mode awsvpc --container-definitions file://containers.json',
    cdk: "new ecs.Ec2TaskDefinition(this, 'Task', { networkMode: ecs.NetworkMode.AWS_VPC }) // or addContainer('App', { image, user: '1000' })",
  },
  prowler: ['ecs_task_definitions_host_networking_mode_users'],
  applies: (definition) => definition.networkMode === 'host',
  fails: ({ containerDefinitions = [] }) => {
    const asRoot = containerDefinitions.filter(({ privileged, user }) => !privileged && isRoot(user)).map(({ name, user }) => `${name} (user ${user || 'not set'})`);
    return asRoot.length > 0 ? `networkMode is host and these containers run as root: ${asRoot.join(', ')}` : undefined;
  },
  examples: {
    pass: [{ entity: { networkMode: 'host', containerDefinitions: [{ ...app, user: '1000:1000' }] } }],
    fail: [
      { entity: { networkMode: 'host', containerDefinitions: [app] } },
      { entity: { networkMode: 'host', containerDefinitions: [{ ...app, user: '0:1000' }] } },
      { entity: { networkMode: 'host', containerDefinitions: [{ ...app, user: 'root', privileged: false }] } },
    ],
  },
});
