import * as iam from 'aws-cdk-lib/aws-iam';
import { Aws, Token } from 'aws-cdk-lib/core';
import { assertExternalIds, assertMatches, assertPrincipalArns, assertProvider, assertRoleArns, assertSource, assertSubject, type TrustKind } from './private/trust-checks';

/** The resource on whose behalf an AWS service may assume the role: one of the three at least. */
export interface ScannerServiceTrustProps {
  /**
   * Account that the service acts for, `aws:SourceAccount`.
   *
   * @default - any account that the other two allow
   */
  readonly sourceAccount?: string;

  /**
   * ARN of the resource that the service acts for, `aws:SourceArn`; may hold `*` after the account.
   *
   * @default - any resource that the other two allow
   */
  readonly sourceArn?: string;

  /**
   * Organisation that the service acts for, `aws:SourceOrgID`.
   *
   * @default - any organisation that the other two allow
   */
  readonly sourceOrgId?: string;
}

/** Which tokens of an OIDC provider are accepted. */
export interface ScannerOidcTrustProps {
  /** Audience of the token, claim `aud`. */
  readonly audience: string;

  /** Subject of the token, claim `sub`, such as `repo:acme/scanner:ref:refs/heads/main`; may hold `*`, but must name who it is. */
  readonly subject: string;

  /**
   * Issuer without `https://`: the part of the ARN after `oidc-provider/`. Needed where the ARN is known at deployment only.
   *
   * @default - taken from the ARN
   */
  readonly issuer?: string;
}

/**
 * What must hold beside the trust, for the role to be assumed.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export interface ScannerTrustConditions {
  /**
   * ARN of the principal, `aws:PrincipalArn`; may hold `*`: `arn:aws:iam::222222222222:role/scanner-*`. For account and role trust.
   *
   * @default - any principal of the trusted account, or of the trusted roles
   */
  readonly principalArn?: string;

  /**
   * Organisation that the principal belongs to, `aws:PrincipalOrgID`. For account and role trust.
   *
   * @default - any
   */
  readonly principalOrgId?: string;

  /**
   * Public addresses that the scanner calls from, as CIDR ranges, `aws:SourceIp`. A call through a VPC endpoint has none, and is refused.
   * For account, role and OIDC trust.
   *
   * @default - any
   */
  readonly sourceIps?: string[];
}

type Conditions = Record<string, Record<string, unknown>>;

/** One statement for all principals, with its conditions. */
class TrustedPrincipal extends iam.PrincipalBase {
  public readonly policyFragment: iam.PrincipalPolicyFragment;

  constructor(principals: Record<string, string[]>, conditions: Conditions, public readonly assumeRoleAction: string) {
    super();
    this.policyFragment = new iam.PrincipalPolicyFragment(principals, conditions);
  }

  public dedupeString(): string {
    return `TrustedPrincipal:${JSON.stringify(this.policyFragment)}`;
  }
}

/**
 * Who may assume the role, and on what terms. There is no way to trust everybody.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-user_externalid.html
 */
export class ScannerTrust {
  /**
   * Trusts an AWS account: the one the platform runs in. Its administrators choose who of them enters.
   *
   * @param trustedAccountId id of the account
   * @param externalIds the external id; during a rotation the old and the new one, both of which are accepted
   */
  public static account(trustedAccountId: string, ...externalIds: string[]): ScannerTrust {
    assertMatches(trustedAccountId, /^\d{12}$/, 'trustedAccountId must be an AWS account id of 12 digits');
    assertExternalIds(externalIds);
    return new ScannerTrust('principal', { AWS: [accountArn(trustedAccountId)] }, presented(externalIds));
  }

  /**
   * Trusts an account without an external id, for a platform whose document has none. Synthesis warns of it: whoever makes the platform act for them
   * can have it enter your account, if they know the name of the role. Limit it by `trustConditions.principalArn` where you know the platform's role.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
   */
  public static accountWithoutExternalId(trustedAccountId: string): ScannerTrust {
    assertMatches(trustedAccountId, /^\d{12}$/, 'trustedAccountId must be an AWS account id of 12 digits');
    return new ScannerTrust('principal', { AWS: [accountArn(trustedAccountId)] }, {});
  }

  /**
   * Trusts roles of the platform, no other principal of their account.
   *
   * A role that is deleted and created again is another principal to IAM: deploy this stack again then.
   *
   * @param roleArns ARNs of IAM roles, without wildcards
   * @param externalIds the external id; during a rotation the old and the new one, both of which are accepted
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
   */
  public static roles(roleArns: string[], ...externalIds: string[]): ScannerTrust {
    assertRoleArns(roleArns);
    assertExternalIds(externalIds);
    return new ScannerTrust('principal', { AWS: roleArns }, presented(externalIds));
  }

  /**
   * Trusts an AWS service that acts for a resource, an account or an organisation of yours.
   *
   * @param servicePrincipal such as `lambda.amazonaws.com`
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
   */
  public static service(servicePrincipal: string, props: ScannerServiceTrustProps): ScannerTrust {
    assertMatches(servicePrincipal, /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/, 'servicePrincipal must be an AWS service such as lambda.amazonaws.com');
    assertSource(props);
    const { sourceAccount, sourceArn, sourceOrgId } = props;
    return new ScannerTrust('service', { Service: [servicePrincipal] }, {
      ...(sourceAccount || sourceOrgId) && {
        StringEquals: { ...sourceAccount && { 'aws:SourceAccount': sourceAccount }, ...sourceOrgId && { 'aws:SourceOrgID': sourceOrgId } },
      },
      ...sourceArn && { ArnLike: { 'aws:SourceArn': sourceArn } },
    });
  }

  /**
   * Trusts the bearer of a token of an OIDC provider of this account, such as a workflow or a pod: no key is kept anywhere.
   *
   * @param providerArn ARN of the IAM OIDC provider
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
   */
  public static oidc(providerArn: string, props: ScannerOidcTrustProps): ScannerTrust {
    const issuer = props.issuer ?? assertProvider(providerArn);
    assertMatches(props.audience, /^[^*?]+$/, 'audience must name one audience, without wildcards');
    assertSubject(props.subject);
    const exact = Token.isUnresolved(props.subject) || !/[*?]/.test(props.subject);
    const audience = { [`${issuer}:aud`]: props.audience };
    const subject = { [`${issuer}:sub`]: props.subject };
    const conditions: Conditions = exact ? { StringEquals: { ...audience, ...subject } } : { StringEquals: audience, StringLike: subject };
    return new ScannerTrust('oidc', { Federated: [providerArn] }, conditions, 'sts:AssumeRoleWithWebIdentity');
  }

  /**
   * Trusts accounts and roles by their ARNs, which may be a token for a list of them.
   *
   * @internal
   */
  public static _principals(arns: string[], externalIds: readonly string[]): ScannerTrust {
    assertPrincipalArns(arns);
    if (externalIds.length > 0) assertExternalIds(externalIds);
    return new ScannerTrust('principal', { AWS: arns }, externalIds.length > 0 ? presented([...externalIds]) : {});
  }

  private constructor(
    /** @internal */ public readonly _kind: TrustKind,
    private readonly principals: Record<string, string[]>,
    private readonly conditions: Conditions,
    private readonly action = 'sts:AssumeRole') {}

  /**
   * Whether nothing is asked of whoever the principal lets in.
   *
   * @internal
   */
  public get _isOpen(): boolean {
    return Object.keys(this.conditions).length === 0;
  }

  /**
   * The principal of the trust policy, with further conditions that must hold too.
   *
   * @internal
   */
  public _principal(further: Conditions): iam.IPrincipal {
    const conditions = { ...this.conditions };
    for (const [operator, keys] of Object.entries(further)) conditions[operator] = { ...conditions[operator], ...keys };
    return new TrustedPrincipal(this.principals, conditions, this.action);
  }
}

const accountArn = (accountId: string) => `arn:${Aws.PARTITION}:iam::${accountId}:root`;

const presented = (externalIds: string[]): Conditions => ({
  StringEquals: { 'sts:ExternalId': externalIds.length === 1 ? externalIds[0] : externalIds },
});
