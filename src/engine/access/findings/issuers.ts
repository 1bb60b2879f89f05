/** How a claim of a token names whoever runs the workload: whether what is fixed before the first wildcard is enough. */
export interface Claim {
  /** @param fixed the text before the first wildcard @param whole whether there is none */
  readonly names: (fixed: string, whole: boolean) => boolean;
  /** whether every token has it */
  readonly always: boolean;
}

/** An issuer of tokens: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html */
export interface Issuer {
  readonly name: string;
  /** whether it serves everybody: a token of it may be a stranger's */
  readonly shared: boolean;
  /** claims by name that tell whose a token is; any other claim, and the audience where it is not here, is what the workload asks for */
  readonly claims: Readonly<Record<string, Claim>>;
  /** a subject that is fit for a trust policy */
  readonly example: string;
}

const exact: Claim = { names: (_, whole) => whole, always: true };
const optional = (claim: Claim): Claim => ({ ...claim, always: false });
/** The name must be there with what ends it: `acme/`, as `acme` begins other names too. */
const upTo = (pattern: RegExp): Claim => ({ names: (fixed, whole) => pattern.test(whole ? `${fixed}:` : fixed), always: true });
const anything: Claim = { names: (fixed) => fixed !== '', always: true };

const owner = upTo(/^[^/]+\//);
const labelled = (label: string) => upTo(new RegExp(`^(?:${label}):[^:/]+[:/]`));

/** Claims that IAM knows as condition keys, and those that are only within the subject: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html */
const gitHub = {
  // An organisation may choose the claims its subjects are made of: https://docs.github.com/en/actions/reference/security/oidc
  sub: upTo(/(?:^|:)(?:(?:repo|repository|job_workflow_ref|workflow_ref):[^/:]+\/|(?:repository_owner|repository_owner_id|repository_id|enterprise|enterprise_id|actor|actor_id):[^:]+:)/),
  repository: owner,
  repository_id: exact,
  repository_owner: exact,
  repository_owner_id: exact,
  job_workflow_ref: owner,
  workflow_ref: owner,
  actor: exact,
  actor_id: exact,
  enterprise: optional(exact),
  enterprise_id: optional(exact),
};
const buildkite = { sub: labelled('organization'), organization_id: exact, organization_slug: exact, pipeline_id: exact, cluster_id: optional(exact) };

const ISSUERS: readonly (readonly [RegExp, Issuer])[] = [
  [/^(?:vs)?token\.actions\.githubusercontent\.com$/, { name: 'GitHub Actions', shared: true, claims: gitHub, example: 'repo:<owner>/<repository>:ref:refs/heads/main' }],
  [/^(?:token\.actions\.githubusercontent\.com\/|token\.actions\.[^./]+\.ghe\.com$|github\.com\/enterprises\/)/, { name: 'GitHub Actions of an enterprise', shared: false, claims: gitHub, example: 'repo:<owner>/<repository>:ref:refs/heads/main' }],
  [/^gitlab\.com$/, {
    name: 'GitLab',
    shared: true,
    claims: { sub: labelled('project_path'), namespace_id: exact, namespace_path: exact, project_id: exact, project_path: owner, user_id: exact, user_login: exact, user_email: exact },
    example: 'project_path:<group>/<project>:ref_type:branch:ref:main',
  }],
  [/^app(?:\.eu)?\.terraform\.io$/, { name: 'HCP Terraform', shared: true, claims: { sub: labelled('organization'), terraform_organization_id: exact, terraform_workspace_id: exact }, example: 'organization:<organization>:project:<project>:workspace:<workspace>:run_phase:*' }],
  [/^agent\.buildkite\.com$/, { name: 'Buildkite', shared: true, claims: buildkite, example: 'organization:<organization>:pipeline:<pipeline>:*' }],
  [/^oidc\.codefresh\.io$/, { name: 'Codefresh', shared: true, claims: { sub: labelled('account') }, example: 'account:<account>:pipeline:<pipeline>:*' }],
  [/^scalr\.io$/, { name: 'Scalr', shared: true, claims: { sub: labelled('account') }, example: 'account:<account>:environment:<environment>:*' }],
  [/^api\.pulumi\.com\/oidc$/, { name: 'Pulumi Cloud', shared: true, claims: { sub: upTo(/^pulumi:\w+:org:[^:]+:/), aud: exact }, example: 'pulumi:deploy:org:<organization>:project:<project>:*' }],
  [/^oidc\.vercel\.com$/, { name: 'Vercel', shared: true, claims: { sub: labelled('owner'), aud: exact }, example: 'owner:<team>:project:<project>:environment:production' }],
  [/^sandboxes\.cloud$/, { name: 'sandboxes.cloud', shared: true, claims: { aud: exact }, example: '<subject>' }],
  [/^proidc\.upbound\.io$/, { name: 'Upbound', shared: true, claims: { sub: labelled('mcp|provider') }, example: 'mcp:<organization>/<control plane>:provider:<provider>' }],
  [/^tokens\.cloud\.shisho\.dev$/, { name: 'Shisho Cloud', shared: true, claims: { sub: labelled('job') }, example: 'job:<organization>:<workflow>' }],
  [/^studio\.datachain\.ai\/api$/, { name: 'DVC Studio', shared: true, claims: { sub: labelled('credentials') }, example: 'credentials:<team>/<project>' }],
  [/^oidc-configuration\.audit-log\.githubusercontent\.com$/, { name: 'GitHub audit log streaming', shared: true, claims: { sub: exact }, example: 'https://github.com/<enterprise>' }],
  [/^cognito-identity\.amazonaws\.com$/, { name: 'Amazon Cognito identity pools', shared: true, claims: { aud: exact, sub: exact }, example: '<identity id>' }],
  [/^accounts\.google\.com$/, { name: 'Google', shared: true, claims: { 'aud': exact, 'oaud': exact, 'sub': exact, 'google/organization_number': optional(exact) }, example: '<user or service account id>' }],
  [/^graph\.facebook\.com$/, { name: 'Facebook', shared: true, claims: { app_id: exact, id: exact }, example: '<user id>' }],
  [/^www\.amazon\.com$/, { name: 'Login with Amazon', shared: true, claims: { app_id: exact, user_id: exact }, example: '<user id>' }],
  [/^oidc\.eks\.[^.]+\.amazonaws\.com(?:\.cn)?\/id\//, { name: 'an EKS cluster', shared: false, claims: { sub: upTo(/^system:serviceaccount:[^:]+:/) }, example: 'system:serviceaccount:<namespace>:<service account>' }],
  [/^oidc\.circleci\.com\/org\//, { name: 'CircleCI', shared: false, claims: { 'sub': upTo(/^org\/[^/]+\/project\/[^/]+\//), 'oidc.circleci.com/project-id': exact }, example: 'org/<organization>/project/<project>/user/*' }],
  [/^agent\.[^.]+\.buildkite\.(?:dev|site)$/, { name: 'Buildkite', shared: false, claims: buildkite, example: 'organization:<organization>:pipeline:<pipeline>:*' }],
];

/** An issuer by its host and path. One that is not known serves its owner alone, and names its application by the audience or its user by the subject. */
export function issuerOf(url: string): Issuer {
  return ISSUERS.find(([pattern]) => pattern.test(url.toLowerCase()))?.[1] ?? { name: url, shared: false, claims: { sub: anything, aud: anything }, example: '<subject>' };
}
