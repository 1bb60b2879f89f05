/** A row of the IAM credential report by column: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html */
export type CredentialReportRow = Readonly<Record<'arn' | 'user_creation_time', string>> & Readonly<Partial<Record<
'password_enabled' | 'password_last_used' | 'password_last_changed' | 'password_next_rotation' | 'mfa_active'
| 'access_key_1_active' | 'access_key_1_last_rotated' | 'access_key_1_last_used_date' | 'access_key_1_last_used_region' | 'access_key_1_last_used_service'
| 'access_key_2_active' | 'access_key_2_last_rotated' | 'access_key_2_last_used_date' | 'access_key_2_last_used_region' | 'access_key_2_last_used_service'
| 'cert_1_active' | 'cert_1_last_rotated' | 'cert_2_active' | 'cert_2_last_rotated', string>>>;

// User names may hold commas, so the first two columns end where the ARN starts and where the creation time starts.
const row = /^.*?,"?(arn:[^,]*:iam::\d*:(?:root|user\/.*?))"?,(\d{4}-\d\d-\d\dT.*)$/;

/** Rows of the credential report (CSV) by ARN, the root user's among them; none without a report. */
export function credentialReport(content: Uint8Array | undefined): Map<string, CredentialReportRow> {
  const [head = '', ...lines] = new TextDecoder().decode(content).trim().split(/\r?\n/);
  const columns = head.split(',').slice(2);
  return new Map(lines.flatMap((line) => {
    const [, arn, rest] = row.exec(line) ?? [];
    if (!arn) return [];
    const values = rest.split(',');
    return [[arn, { arn, ...Object.fromEntries(columns.map((column, i) => [column, values[i]])) } as CredentialReportRow]];
  }));
}
