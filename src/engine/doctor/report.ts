import type { DoctorStatus, Examined } from './contract';

/** A link as `doctor --json` prints it; its JSON Schema is `docs/reference/schemas/doctor.schema.json`. */
export interface DoctorLine {
  readonly check: string;
  readonly status: DoctorStatus;
  readonly accountId: string;
  readonly region: string;
  readonly stack: string | null;
  readonly resource: string | null;
  readonly evidence: string;
  readonly fix: string | null;
}

/** What `doctor --json` prints. */
export const doctorDocument = (examined: readonly Examined[]): DoctorLine[] => examined.map(
  ({ check, status, accountId, region, stack = null, resource = null, evidence, fix }) =>
    ({ check, status, accountId, region, stack, resource, evidence, fix }));
