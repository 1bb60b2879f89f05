import type { Entity } from '../../contracts';
import type { Json } from '../../json';

/** Identities of an account as a scan keeps them, by what they are. */
interface Identities { readonly users: Entity[]; readonly groups: Entity[]; readonly roles: Entity[]; readonly policies: Entity[] }

/** Sorts the entities of an account's IAM; others, and those known by reference only, are left out. */
function identitiesOf(entities: readonly Entity[]): Identities {
  const ofType = (type: Entity['_type']) => entities.filter(({ _type, _mapped }) => _type === type && !_mapped);
  return { users: ofType('aws_iam_user'), groups: ofType('aws_iam_group'), roles: ofType('aws_iam_role'), policies: ofType('aws_iam_policy') };
}

/** The scan keeps the text of the default version apart from those of the others. */
const withVersions = ({ DefaultVersionId, Document, OtherVersions = [], ...rest }: Entity): Json => ({
  ...rest, DefaultVersionId, PolicyVersionList: [{ VersionId: DefaultVersionId, Document }, ...OtherVersions as readonly Json[]],
});

/**
 * What a scan keeps of an account's IAM, as GetAccountAuthorizationDetails answers it; undefined where nothing was read.
 * What could not be read is left out with everything that names it: a policy that nobody could read allows nothing that is known.
 */
export function detailsOf(entities: readonly Entity[]): Json | undefined {
  const { users, groups, roles, policies } = identitiesOf(entities);
  if (users.length + groups.length + roles.length === 0) return undefined;
  const texts = policies.filter(({ Document }) => typeof Document === 'string');
  const [known, named] = [new Set(texts.map(({ Arn }) => Arn)), new Set(groups.map(({ GroupName }) => GroupName))];
  const readable = (entity: Entity): Json => {
    const { AttachedManagedPolicies = [], GroupList, PermissionsBoundary, ...rest } = entity as Entity & Readonly<Record<'AttachedManagedPolicies' | 'GroupList', Json[]>>;
    const boundary = PermissionsBoundary as Json | undefined;
    return {
      ...rest,
      AttachedManagedPolicies: AttachedManagedPolicies.filter(({ PolicyArn }) => known.has(PolicyArn)),
      ...GroupList && { GroupList: GroupList.filter((name) => named.has(name)) },
      ...boundary && known.has(boundary.PermissionsBoundaryArn) && { PermissionsBoundary: boundary },
    };
  };
  return {
    UserDetailList: users.map(readable), GroupDetailList: groups.map(readable), RoleDetailList: roles.map(readable), Policies: texts.map(withVersions),
  };
}
