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
/** `label:name` with what ends the name; several labels by a bar. */
const labelled = (label: string) => upTo(new RegExp(`^(?:${label}):[^:/]+[:/]`));

// An organisation may choose the claims that its subjects are made of: https://docs.github.com/en/actions/reference/security/oidc
const [WITH_OWNER, WHOLE] = ['repo|repository|job_workflow_ref|workflow_ref', 'repository_owner|repository_owner_id|repository_id|enterprise|enterprise_id|actor|actor_id'];

/** Claims that IAM knows as condition keys, and others that are said to restrict: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html */
const gitHub = {
  sub: upTo(new RegExp(`(?:^|:)(?:(?:${WITH_OWNER}):[^/:]+/|(?:${WHOLE}):[^:]+:)`)),
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
const gitLab = {
  sub: labelled('project_path'), namespace_id: exact, namespace_path: exact, project_id: exact, project_path: owner, user_id: exact, user_login: exact, user_email: exact,
};
const terraform = { sub: labelled('organization'), terraform_organization_id: exact, terraform_workspace_id: exact };
const google = { 'aud': exact, 'oaud': exact, 'sub': exact, 'google/organization_number': optional(exact) };
const circleCi = { 'sub': upTo(/^org\/[^/]+\/project\/[^/]+\//), 'oidc.circleci.com/project-id': exact };
const buildkite = { sub: labelled('organization'), organization_id: exact, organization_slug: exact, pipeline_id: exact, cluster_id: optional(exact) };

const issuer = (host: RegExp, name: string, claims: Issuer['claims'], example: string, shared = true) => ({ host, issuer: { name, shared, claims, example } });
const own = (host: RegExp, name: string, claims: Issuer['claims'], example: string) => issuer(host, name, claims, example, false);

const REPOSITORY = 'repo:<owner>/<repository>:ref:refs/heads/main';

const ISSUERS: readonly { readonly host: RegExp; readonly issuer: Issuer }[] = [
  issuer(/^(?:vs)?token\.actions\.githubusercontent\.com$/, 'GitHub Actions', gitHub, REPOSITORY),
  own(/^(?:token\.actions\.githubusercontent\.com\/|token\.actions\.[^./]+\.ghe\.com$|github\.com\/enterprises\/)/, 'GitHub Actions of an enterprise', gitHub, REPOSITORY),
  issuer(/^gitlab\.com$/, 'GitLab', gitLab, 'project_path:<group>/<project>:ref_type:branch:ref:main'),
  issuer(/^app(?:\.eu)?\.terraform\.io$/, 'HCP Terraform', terraform, 'organization:<organization>:project:<project>:workspace:<workspace>:run_phase:*'),
  issuer(/^agent\.buildkite\.com$/, 'Buildkite', buildkite, 'organization:<organization>:pipeline:<pipeline>:*'),
  own(/^agent\.[^.]+\.buildkite\.(?:dev|site)$/, 'Buildkite', buildkite, 'organization:<organization>:pipeline:<pipeline>:*'),
  issuer(/^oidc\.codefresh\.io$/, 'Codefresh', { sub: labelled('account') }, 'account:<account>:pipeline:<pipeline>:*'),
  issuer(/^scalr\.io$/, 'Scalr', { sub: labelled('account') }, 'account:<account>:environment:<environment>:*'),
  issuer(/^api\.pulumi\.com\/oidc$/, 'Pulumi Cloud', { sub: upTo(/^pulumi:\w+:org:[^:]+:/), aud: exact }, 'pulumi:deploy:org:<organization>:project:<project>:*'),
  issuer(/^oidc\.vercel\.com$/, 'Vercel', { sub: labelled('owner'), aud: exact }, 'owner:<team>:project:<project>:environment:production'),
  issuer(/^sandboxes\.cloud$/, 'sandboxes.cloud', { aud: exact }, '<subject>'),
  issuer(/^proidc\.upbound\.io$/, 'Upbound', { sub: labelled('mcp|provider') }, 'mcp:<organization>/<control plane>:provider:<provider>'),
  issuer(/^tokens\.cloud\.shisho\.dev$/, 'Shisho Cloud', { sub: labelled('job') }, 'job:<organization>:<workflow>'),
  issuer(/^studio\.datachain\.ai\/api$/, 'DVC Studio', { sub: labelled('credentials') }, 'credentials:<team>/<project>'),
  issuer(/^oidc-configuration\.audit-log\.githubusercontent\.com$/, 'GitHub audit log streaming', { sub: exact }, 'https://github.com/<enterprise>'),
  issuer(/^cognito-identity\.amazonaws\.com$/, 'Amazon Cognito identity pools', { aud: exact, sub: exact }, '<identity id>'),
  issuer(/^accounts\.google\.com$/, 'Google', google, '<id of the user or service account>'),
  issuer(/^graph\.facebook\.com$/, 'Facebook', { app_id: exact, id: exact }, '<user id>'),
  issuer(/^www\.amazon\.com$/, 'Login with Amazon', { app_id: exact, user_id: exact }, '<user id>'),
  own(/^oidc\.eks\.[^.]+\.amazonaws\.com(?:\.cn)?\/id\//, 'an EKS cluster', { sub: upTo(/^system:serviceaccount:[^:]+:/) }, 'system:serviceaccount:<namespace>:<account>'),
  own(/^api\.bitbucket\.org\/2\.0\/workspaces\//, 'Bitbucket Pipelines', { sub: upTo(/^\{[^}]+\}/) }, '{<id of the repository>}:*'),
  own(/^oidc\.circleci\.com\/org\//, 'CircleCI', circleCi, 'org/<organization>/project/<project>/user/*'),
];

/** An issuer by its host and path. One that is not known serves its owner alone, and names its application by the audience or its user by the subject. */
export function issuerOf(url: string): Issuer {
  const known = ISSUERS.find(({ host }) => host.test(url.toLowerCase()));
  return known?.issuer ?? { name: url, shared: false, claims: { sub: anything, aud: anything }, example: '<subject>' };
}
