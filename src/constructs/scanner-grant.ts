import type { ScannerStream } from './scanner-stream';

/** What the role is granted through. */
export enum ScannerGrant {
  /** The AWS managed policy SecurityAudit, and a policy with the few actions that it lacks. */
  SECURITY_AUDIT = 'SECURITY_AUDIT',
  /** No AWS managed policy: every action the scanner calls, and no other. */
  EXACT = 'EXACT',
  /** No AWS managed policy, and only what entities and their relationships need: the scan names each detail that it could not read. */
  CORE = 'CORE',
}

/** What a scanner is granted. */
export interface ScannerGrantOptions {
  /**
   * What the scanner may read.
   *
   * @default - everything this package knows
   */
  readonly streams?: ScannerStream[];

  /**
   * What the role is granted through.
   *
   * @default ScannerGrant.SECURITY_AUDIT
   */
  readonly grant?: ScannerGrant;

  /**
   * Denies every read that returns customer data, code or secrets, whatever else is attached to the role. It takes 5,260 of the
   * 10,240 characters that IAM allows for the inline policies of a role.
   *
   * @default true
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
   */
  readonly denyDataAccess?: boolean;
}

/** For whom statements are written out. */
export interface ScannerStatementsProps extends ScannerGrantOptions {
  /**
   * Partition of the account, such as `aws-us-gov`.
   *
   * @default - the partition of the stack that the statements are put into, as a token
   */
  readonly partition?: string;

  /**
   * Id of the account.
   *
   * @default - the account of the stack that the statements are put into, as a token
   */
  readonly accountId?: string;
}
