/** What no template can plant in an account: what people did at the console, and what time did. */
export interface History {
  readonly accountId: string;
  readonly name: string;
  /** Checks that must fail on the account itself. */
  readonly flaws: readonly string[];
  readonly rootAccessKey?: boolean;
  readonly rootMfa?: boolean;
  /** Sets a password policy as CIS asks for. */
  readonly passwordPolicy?: boolean;
  /** Region in which somebody made a snapshot of every volume. */
  readonly snapshotsIn?: string;
  readonly accessKeys?: readonly { readonly userName: string; readonly createdDaysAgo: number; readonly lastUsedDaysAgo?: number }[];
}

// AWS Organizations leaves a role in every account it creates, whose inline policy allows everything.
const madeByOrganizations = ['iam-inline-policy-no-full-admin'];

/** The sample organisation's accounts. */
export const histories: readonly History[] = [
  { accountId: '111111111111', name: 'management', flaws: ['root-no-access-key'], rootAccessKey: true, passwordPolicy: true },
  { accountId: '222222222222', name: 'security', flaws: madeByOrganizations, passwordPolicy: true },
  { accountId: '333333333333', name: 'shop', snapshotsIn: 'us-east-1', flaws: ['iam-password-policy-strong', ...madeByOrganizations] },
  {
    accountId: '444444444444',
    name: 'lab',
    flaws: ['root-mfa-enabled', 'cloudtrail-multi-region', ...madeByOrganizations],
    rootMfa: false,
    passwordPolicy: true,
    accessKeys: [{ userName: 'pipeline', createdDaysAgo: 400, lastUsedDaysAgo: 200 }],
  },
];
