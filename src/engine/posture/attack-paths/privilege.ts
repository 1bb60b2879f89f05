import type { Acting, Exposed, Hop } from './path';
import type { Scene } from './scene';
import { rolesOnInstance } from './tenants';
import type { Entity, Relationship } from '../../contracts';

const policies = ['aws_iam_policy', 'aws_iam_role_policy'] as const;

const toRole = (from: Entity, role: Entity, how: string, edge?: Relationship): Acting =>
  ({ role, hops: [{ from: from._key, to: role._key, how, relationship: edge?._key }] });

/** The roles that a workload runs as, an instance by its profile and by what runs on it, a function, the tasks of a service by their definition. */
export function rolesOf(scene: Scene, { entity }: Exposed): Acting[] {
  if (entity._type === 'aws_instance') {
    const { Arn } = (entity.IamInstanceProfile ?? {}) as { Arn?: string };
    const role = scene.role(Arn);
    return [...role ? [toRole(entity, role, `runs with the instance profile ${Arn!.split('/').pop()}`)] : [], ...rolesOnInstance(scene, entity)];
  }
  if (entity._type === 'aws_lambda_function') {
    return scene.next(entity, 'HAS', ['aws_iam_role']).map(({ entity: role, edge }) => toRole(entity, role, 'runs as it', edge));
  }
  if (entity._type !== 'aws_ecs_service') return [];
  return scene.before(entity, 'DEFINES', ['aws_ecs_task_definition']).flatMap(({ entity: definition, edge: defines }) =>
    scene.next(definition, 'ASSIGNED', ['aws_iam_role']).map(({ entity: role, edge }) => ({
      role,
      hops: [
        { from: entity._key, to: definition._key, how: 'runs tasks of this definition', relationship: defines._key },
        { from: definition._key, to: role._key, how: 'gives the tasks this role', relationship: edge._key },
      ],
    })));
}

/** Policies of a role whose permissions no boundary cuts: under one, what a policy allows is not proven. */
export function policiesOf(scene: Scene, role: Entity): { readonly policy: Entity; readonly hop: Hop }[] {
  const { PermissionsBoundaryArn } = (role.PermissionsBoundary ?? {}) as { PermissionsBoundaryArn?: string };
  if (PermissionsBoundaryArn && scene.graph.get(PermissionsBoundaryArn)?.isFullAdmin !== true) return [];
  return scene.next(role, 'HAS', policies).map(({ entity: policy, edge }) => ({
    policy, hop: { from: role._key, to: policy._key, how: 'has this policy', relationship: edge._key },
  }));
}
