import type { Check } from '../../catalogue/model/check';
import type { AccountListing, Service } from '../../catalogue/model/service';
import type { ClientSettings, CredentialProvider } from '../collect/clients';
import type { OpenSession, SentCall } from '../collect/reader';
import type { ScannedAccount, UnitLedger } from '../contracts';
import type { Suppressor } from '../posture/suppressions';
import type { Lake } from '../store/lake';

/** An account to scan, with the credentials of the role in it. */
export interface AccountToScan extends ScannedAccount {
  readonly credentials: CredentialProvider;
  /** What AWS STS said of the credentials, when it was asked to find out whose they are. */
  readonly identity?: { readonly Account?: string };
  /** @default - that of the scan's Regions, or of the role */
  readonly partition?: string;
  /** The Regions of the account: what is stored of others goes. @default - those of the scan */
  readonly regions?: readonly string[];
  /** Regions that are not read, with the reason, though the account has enabled them. */
  readonly unsupportedRegions?: Readonly<Record<string, string>>;
}

/** What is scanned, with what, and where to. */
export interface ScanOptions {
  readonly accounts: readonly AccountToScan[];
  /** Regions to read; what is stored of others stays. @default - all that each account has enabled; what is stored of others goes */
  readonly regions?: readonly string[];
  /** What is read. */
  readonly services: readonly Service[];
  /** All that is known, to link what is read with what an earlier scan stored. @default - `services` */
  readonly catalogue?: readonly Service[];
  readonly checks: readonly Check[];
  /** @default - nothing is suppressed */
  readonly suppressor?: Suppressor;
  /** Resources to which paths are looked for beside those to administrators: ARNs, patterns of ARNs, tags as `key=value`. @default - none */
  readonly sensitive?: readonly string[];
  readonly lake: Lake;
  readonly settings?: ClientSettings;
  /** What AWS Organizations says of the accounts, when it was read. */
  readonly organization?: readonly AccountListing[];
  /** Units read at the same time. @default 8 */
  readonly concurrency?: number;
  /** Time of the scan. */
  readonly now: Date;
  /** Where units are read from. @default - AWS itself */
  readonly open?: OpenSession;
  /** Ends the scan when it is aborted: what was read whole is stored, and the next scan goes on from there. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  readonly onCall?: (call: SentCall & { readonly accountId: string }) => void;
}

/** How far a scan is; `of` grows while the Regions of the accounts are found. */
export interface Progress {
  readonly done: number;
  readonly of: number;
  readonly unit: UnitLedger;
  /** Whether a scan that was broken off had read the unit. */
  readonly resumed: boolean;
}
