import { document, findings, HERE, ofTrust, role } from './support';

const GITHUB = 'token.actions.githubusercontent.com';

/** A statement for an identity provider of the account, with conditions on claims: `StringLike sub`. */
function oidc(issuer: string, conditions: Record<string, string | string[]> = {}, others: object = {}) {
  const condition: Record<string, Record<string, string | string[]>> = {};
  for (const [name, values] of Object.entries(conditions)) {
    const [operator, claim] = name.split(' ');
    condition[operator] = { ...condition[operator], [claim.includes(':') ? claim : `${issuer}:${claim}`]: values };
  }
  const builtIn = ['cognito-identity.amazonaws.com', 'accounts.google.com', 'graph.facebook.com', 'www.amazon.com'].includes(issuer);
  const Federated = builtIn ? issuer : `arn:aws:iam::${HERE}:oidc-provider/${issuer}`;
  return { Effect: 'Allow', Principal: { Federated }, Action: 'sts:AssumeRoleWithWebIdentity', ...Object.keys(condition).length > 0 && { Condition: condition }, ...others };
}

const of = (issuer: string, conditions?: Record<string, string | string[]>) => ofTrust(document(oidc(issuer, conditions)));

const [OPEN, WEAK, NEVER] = ['access-oidc-trust-open', 'access-oidc-trust-weak-operator', 'access-oidc-trust-never-matches'];
const AUD = { 'StringEquals aud': 'sts.amazonaws.com' };

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html#idp_oidc_Create_GitHub
describe('GitHub Actions', () => {
  test.each<[string, Record<string, string | string[]>]>([
    ['a branch of a repository', { ...AUD, 'StringEquals sub': 'repo:acme/app:ref:refs/heads/main' }],
    ['a repository', { ...AUD, 'StringLike sub': 'repo:acme/app:*' }],
    ['no audience, as the provider has a list of its own', { 'StringLike sub': 'repo:acme/app:*' }],
    ['every repository of an owner', { ...AUD, 'StringLike sub': 'repo:acme/*' }],
    ['repositories of an owner by a prefix', { 'StringLike sub': 'repo:acme/app-*:ref:refs/heads/main' }],
    ['a subject with immutable ids', { 'StringLike sub': 'repo:acme@1234/app@5678:*' }],
    ['a list', { 'StringLike sub': ['repo:acme/app:*', 'repo:acme/web:*'] }],
    ['letters of any case', { 'StringEqualsIgnoreCase sub': 'repo:Acme/App:ref:refs/heads/main' }],
    ['ForAnyValue, which fails where the claim is missing', { 'ForAnyValue:StringLike sub': 'repo:acme/app:*' }],
    ['the id of the repository', { ...AUD, 'StringEquals repository_id': '123456' }],
    ['the id of the owner', { ...AUD, 'StringEquals repository_owner_id': '65' }],
    ['a reusable workflow', { ...AUD, 'StringLike job_workflow_ref': 'acme/workflows/.github/workflows/deploy.yml@*' }],
    ['the enterprise', { ...AUD, 'StringEquals enterprise': 'acme' }],
    ['the id of the enterprise', { ...AUD, 'StringEquals enterprise_id': '42' }],
    ['the repository by a claim of its own', { ...AUD, 'StringLike repository': 'acme/*' }],
    ['a wide subject, with the id of the owner beside it', { 'StringLike sub': 'repo:*', 'StringEquals repository_owner_id': '65' }],
    ['a weak operator with a strong one beside it', { 'ForAllValues:StringLike sub': 'repo:acme/*', 'StringEquals repository_id': '123456' }],
    ['a subject made of other claims', { 'StringLike sub': 'repository_owner:acme:environment:*' }],
    ['a subject that starts with what is free', { 'StringEquals sub': 'environment:prod:repository_owner_id:65' }],
  ])('is guarded: %s', (_, conditions) => {
    expect(of(GITHUB, conditions)).toEqual([]);
  });

  test.each<[string, Record<string, string | string[]>]>([
    ['nothing', {}],
    ['the audience alone, which any workflow may ask for', AUD],
    ['repo:*', { ...AUD, 'StringLike sub': 'repo:*' }],
    ['*', { ...AUD, 'StringLike sub': '*' }],
    ['an owner without the slash', { ...AUD, 'StringLike sub': 'repo:acme*' }],
    ['an owner that begins with anything', { 'StringLike sub': 'repo:*/app:*' }],
    ['an owner with a wildcard within', { 'StringLike sub': 'repo:ac?e/app:*' }],
    ['any repository on a branch', { 'StringLike sub': 'repo:*:ref:refs/heads/main' }],
    ['an environment, which everybody may name so', { 'StringLike sub': 'repo:*:environment:production' }],
    ['a good subject, and a bad one in the same list', { 'StringLike sub': ['repo:acme/app:*', 'repo:*'] }],
    ['two patterns that fix no owner together', { 'StringLike sub': 'repo:*', 'ForAnyValue:StringLike sub': '*:ref:refs/heads/main' }],
    ['a branch by a claim of its own', { ...AUD, 'StringEquals ref': 'refs/heads/main' }],
    ['an environment by a claim of its own', { ...AUD, 'StringEquals environment': 'production' }],
    ['what the subject is not', { 'StringNotLike sub': 'repo:evil/*' }],
    ['a subject that is there', { 'Null sub': 'false' }],
    ['a workflow of any owner', { 'StringLike job_workflow_ref': '*/workflows/.github/workflows/deploy.yml@*' }],
    ['an enterprise, if there is one', { 'StringEqualsIfExists enterprise': 'acme' }],
    ['an enterprise, for all values', { 'ForAllValues:StringEquals enterprise': 'acme' }],
    ['a subject that everybody can choose', { 'StringEquals sub': 'environment:production' }],
    ['the name of a session', { 'StringEquals sts:RoleSessionName': 'deploy' }],
  ])('is open: %s', (_, conditions) => {
    expect(of(GITHUB, conditions)).toEqual([OPEN]);
  });

  test.each<[string, Record<string, string | string[]>]>([
    ['ForAllValues', { 'ForAllValues:StringLike sub': 'repo:acme/app:*' }],
    ['IfExists', { 'StringLikeIfExists sub': 'repo:acme/app:*' }],
    ['ForAllValues on an id', { 'ForAllValues:StringEquals repository_id': '1' }],
  ])('restricts by an operator that fails open: %s', (_, conditions) => {
    expect(of(GITHUB, conditions)).toEqual([WEAK]);
  });

  test('a star is a star to StringEquals', () => {
    expect(of(GITHUB, { 'StringEquals sub': 'repo:acme/app:*' })).toEqual([NEVER]);
    expect(of(GITHUB, { 'StringEquals sub': '*' })).toEqual([NEVER]);
    expect(of(GITHUB, { 'StringEquals sub': ['repo:acme/app:*', 'repo:acme/app:ref:refs/heads/main'] })).toEqual([]);
  });

  test('a Deny guards as well', () => {
    const deny = { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRoleWithWebIdentity', Condition: { StringNotLike: { [`${GITHUB}:sub`]: 'repo:acme/*' } } };
    expect(ofTrust(document(oidc(GITHUB, AUD), deny))).toEqual([]);
    expect(ofTrust(document(oidc(GITHUB, AUD), { ...deny, Condition: { StringNotLike: { [`${GITHUB}:sub`]: ['repo:acme/*', 'repo:*:ref:refs/heads/main'] } } }))).toEqual([OPEN]);
  });

  test('the second of two statements opens what the first guards', () => {
    expect(ofTrust(document(oidc(GITHUB, { 'StringLike sub': 'repo:acme/app:*' }), oidc(GITHUB, AUD)))).toEqual([OPEN]);
  });

  test('the action must be one that takes a token', () => {
    expect(ofTrust(document(oidc(GITHUB, {}, { Action: 'sts:TagSession' })))).toEqual([]);
    expect(ofTrust(document(oidc(GITHUB, {}, { Action: ['sts:TagSession', 'sts:AssumeRoleWithWebIdentity'] })))).toEqual([OPEN]);
    expect(ofTrust(document(oidc(GITHUB, {}, { Action: 'sts:*' })))).toEqual([OPEN]);
  });

  test('says what would be let in', () => {
    const [found] = findings({ roles: [role('deploy', document(oidc(GITHUB, { 'StringLike sub': 'repo:acme*' })))] });
    expect(found).toMatchObject({ check: OPEN, severity: 'critical', resource: [`arn:aws:iam::${HERE}:role/deploy`] });
    expect(found.reason).toContain('StringLike sub: repo:acme*');
    expect((found.evidence.letIn as { sub: string }).sub).toMatch(/^repo:acme./);
  });

  test('one role with two providers has each finding once', () => {
    const found = findings({ roles: [role('deploy', document(oidc(GITHUB), oidc('gitlab.com')))] });
    expect(found.map(({ check }) => check)).toEqual([OPEN]);
    expect(found[0].reason).toMatch(/GitHub Actions.*GitLab/);
  });
});

describe('other issuers that serve everybody', () => {
  test.each<[string, string, Record<string, string | string[]>]>([
    ['GitLab project', 'gitlab.com', { 'StringLike sub': 'project_path:acme/app:ref_type:branch:ref:*' }],
    ['GitLab group', 'gitlab.com', { 'StringLike sub': 'project_path:acme/*' }],
    ['GitLab group by id', 'gitlab.com', { 'StringEquals namespace_id': '72' }],
    ['GitLab project by id', 'gitlab.com', { 'StringEquals project_id': '20' }],
    ['Terraform organisation', 'app.terraform.io', { 'StringEquals aud': 'aws.workload.identity', 'StringLike sub': 'organization:acme:project:*:workspace:*:run_phase:*' }],
    ['Buildkite', 'agent.buildkite.com', { 'StringLike sub': 'organization:acme:pipeline:*' }],
    ['Buildkite by id', 'agent.buildkite.com', { 'StringEquals organization_id': '0184990a' }],
    ['Cognito identity pool', 'cognito-identity.amazonaws.com', { 'StringEquals aud': 'us-east-1:12345678-dead-beef-cafe-123456790ab', 'ForAnyValue:StringLike amr': 'authenticated' }],
    ['Google application', 'accounts.google.com', { 'StringEquals aud': '66677788899900pro0' }],
    ['Facebook application', 'graph.facebook.com', { 'StringEquals app_id': '111222333444555' }],
    ['Login with Amazon application', 'www.amazon.com', { 'StringEquals app_id': 'amzn1.application-oa2-123456' }],
    ['Pulumi organisation', 'api.pulumi.com/oidc', { 'StringEquals aud': 'acme' }],
    ['Vercel team', 'oidc.vercel.com', { 'StringEquals aud': 'https://vercel.com/acme', 'StringLike sub': 'owner:acme:*' }],
  ])('are guarded by %s', (_, issuer, conditions) => {
    expect(of(issuer, conditions)).toEqual([]);
  });

  test.each<[string, string, Record<string, string | string[]>]>([
    ['GitLab, audience alone', 'gitlab.com', { 'StringEquals aud': 'https://gitlab.com' }],
    ['GitLab, prefix of a group', 'gitlab.com', { 'StringLike sub': 'project_path:acme*' }],
    ['GitLab, protected refs of anybody', 'gitlab.com', { 'StringEquals ref_protected': 'true' }],
    ['Terraform, audience alone', 'app.terraform.io', { 'StringEquals aud': 'aws.workload.identity' }],
    ['Terraform, any organisation', 'app.terraform.io', { 'StringLike sub': 'organization:*:project:prod:workspace:prod:run_phase:*' }],
    ['Terraform, prefix of an organisation', 'app.terraform.io', { 'StringLike sub': 'organization:acme*' }],
    ['Buildkite, any organisation', 'agent.buildkite.com', { 'StringLike sub': 'organization:*:pipeline:deploy:*' }],
    ['Cognito without a pool', 'cognito-identity.amazonaws.com', { 'ForAnyValue:StringLike amr': 'authenticated' }],
    ['Google without an application', 'accounts.google.com', {}],
  ])('are open: %s', (_, issuer, conditions) => {
    expect(of(issuer, conditions)).toEqual([OPEN]);
  });
});

describe('issuers of one owner', () => {
  const EKS = 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';

  test.each<[string, string, Record<string, string | string[]>]>([
    ['a service account', EKS, { 'StringEquals sub': 'system:serviceaccount:prod:app', 'StringEquals aud': 'sts.amazonaws.com' }],
    ['a namespace', EKS, { 'StringLike sub': 'system:serviceaccount:prod:*' }],
    ['an audience of an issuer of their own', 'login.acme.example/tenant', { 'StringEquals aud': 'my-app' }],
    ['a subject of an issuer of their own', 'login.acme.example/tenant', { 'StringEquals sub': 'someone' }],
    ['a Cognito user pool', 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc', { 'StringEquals aud': 'client' }],
    ['a CircleCI project', 'oidc.circleci.com/org/0a1b', { 'StringLike sub': 'org/0a1b/project/9f/user/*' }],
    ['a repository, by the issuer of an enterprise', `${GITHUB}/acme`, { 'StringLike sub': 'repo:acme/app:*' }],
  ])('are guarded by %s', (_, issuer, conditions) => {
    expect(of(issuer, conditions)).toEqual([]);
  });

  test.each<[string, string, Record<string, string | string[]>]>([
    ['a cluster, audience alone', EKS, { 'StringEquals aud': 'sts.amazonaws.com' }],
    ['any namespace', EKS, { 'StringLike sub': 'system:serviceaccount:*:app' }],
    ['an issuer of their own without a condition', 'login.acme.example/tenant', {}],
    ['an issuer of their own with any subject', 'login.acme.example/tenant', { 'StringLike sub': '*' }],
    ['any project of CircleCI', 'oidc.circleci.com/org/0a1b', { 'StringEquals aud': '0a1b' }],
  ])('are open to all they issue for: %s', (_, issuer, conditions) => {
    const found = findings({ roles: [role('r', document(oidc(issuer, conditions)))] });
    expect(found.map(({ check, severity }) => `${check} ${severity}`)).toEqual([`${OPEN} medium`]);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html
describe('SAML', () => {
  const saml = (Condition?: object) => ofTrust(document({ Effect: 'Allow', Principal: { Federated: `arn:aws:iam::${HERE}:saml-provider/Okta` }, Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'], ...Condition && { Condition } }));

  test('is guarded by an audience or a named subject', () => {
    expect(saml({ StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } })).toEqual([]);
    expect(saml({ StringLike: { 'saml:aud': 'https://*.signin.aws.amazon.com/saml' } })).toEqual([]);
    expect(saml({ StringEquals: { 'saml:sub': 'someone@acme.example' } })).toEqual([]);
  });

  test('is reported without, or with one that fails open', () => {
    expect(saml()).toEqual(['access-saml-trust-without-audience']);
    expect(saml({ StringLike: { 'SAML:aud': '*' } })).toEqual(['access-saml-trust-without-audience']);
    expect(saml({ StringNotEquals: { 'SAML:aud': 'https://evil.example' } })).toEqual(['access-saml-trust-without-audience']);
  });
});
