/** What a `SecurityScanner` tells its handlers: what to scan, and by which roles. */
export interface ScanSettings {
  /** Accounts to scan. @default - those that `listingRoleArn` lists, else those registered in the lake */
  readonly accountIds?: readonly string[];
  /** Role that may list the accounts of the organisation. */
  readonly listingRoleArn?: string;
  /** Name of the role to assume in each account, its path before it. */
  readonly roleName: string;
  readonly externalId?: string;
  /** Ids of streams. @default - all */
  readonly streams?: readonly string[];
  /** @default - those that each account has enabled */
  readonly regions?: readonly string[];
  /** Units that one function reads at the same time. */
  readonly unitsAtOnce: number;
  /** Least severity of new findings that are told of. */
  readonly notifyAt: string;
  /** Whether findings go to AWS Security Hub. */
  readonly securityHub: boolean;
  /** A custom source of Amazon Security Lake that findings are written to. @default - none */
  readonly securityLake?: { readonly location: string; readonly roleArn: string; readonly externalId: string };
  /** How long a link to the report in the mail works. @default - the mail has none */
  readonly reportLinkSeconds?: number;
}

/** The parts of a scan that functions of their own, with roles of their own, run. */
export type ScanPart = 'plan-accounts' | 'plan-account' | 'collect-unit' | 'analyse-account' | 'publish';

/** The parts that read again what has changed. */
export type ChangePart = 'note-changes' | 'reread-units';
