/** A custom source of Amazon Security Lake for the event class Compliance Finding of OCSF, as `aws securitylake create-custom-log-source` answers it. */
export interface SecurityLakeSource {
  /** `provider.location` of the source, such as `s3://aws-security-data-lake-eu-west-1-abc/ext/security-scanner/1.0/`. */
  readonly location: string;

  /** `provider.roleArn` of the source: the role that writes into it. It must trust the account of the scanner. */
  readonly roleArn: string;

  /** External id of the source's provider identity. */
  readonly externalId: string;
}
