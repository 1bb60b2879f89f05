const DETAILS = 'GetAccountAuthorizationDetails';

/** Paths of calls that are not made, and where the same fact stands in the answer of one that is (decision 156). */
const INSTEAD: Readonly<Record<string, readonly (readonly [from: RegExp, to: string])[]>> = {
  iam: [
    [/^ListGroups Groups/, `${DETAILS} GroupDetailList`],
    [/^GetGroup Users\[\]/, `${DETAILS} UserDetailList[]`],
    [/^ListPolicies Policies/, `${DETAILS} Policies`],
    [/^GetPolicyVersion PolicyVersion/, `${DETAILS} Policies[].PolicyVersionList[]`],
    [/^ListAttached(Group|Role|User)Policies AttachedPolicies/, `${DETAILS} $1DetailList[].AttachedManagedPolicies`],
    [/^Get(Group|Role|User)Policy Policy/, `${DETAILS} $1DetailList[].$1PolicyList[].Policy`],
    [/^Get(Group|Role|User)Policy \w+Name/, `${DETAILS} $1DetailList[].$1Name`],
    [/^ListInstanceProfiles InstanceProfiles\[\]\.Arn/, `${DETAILS} RoleDetailList[].InstanceProfileList[].Arn`],
    [/^ListInstanceProfiles InstanceProfiles\[\]\.Roles\[\]/, `${DETAILS} RoleDetailList[]`],
    [/^ListRoles Roles\[\]\.AssumeRolePolicyDocument/, `${DETAILS} RoleDetailList[].AssumeRolePolicyDocument`],
    [/^Get(Role|User) (?:Role|User)/, `${DETAILS} $1DetailList[]`],
    [/^List(Role|User)Tags /, `${DETAILS} $1DetailList[].`],
    [/^ListGroupsForUser Groups\[\]\.GroupName/, `${DETAILS} UserDetailList[].GroupList[]`],
    [/^ListVirtualMFADevices VirtualMFADevices\[\]\.User\.Arn/, `${DETAILS} UserDetailList[].Arn`],
    [/^ListVirtualMFADevices VirtualMFADevices/, 'ListMFADevices MFADevices'],
  ],
  s3: [[/^GetBucketLocation LocationConstraint/, 'ListBuckets Buckets[].BucketRegion']],
  efs: [[/^ListTagsForResource Tags/, 'DescribeFileSystems FileSystems[].Tags']],
};

/** Where a fact of a service stands: operation and path, as the facts say or in the answer of another call. */
export function standsIn(service: string, fact: string): string {
  const [pattern, to] = INSTEAD[service]?.find(([from]) => from.test(fact)) ?? [];
  return pattern ? fact.replace(pattern, to!) : fact;
}
