import { object, text } from '../../json';
import { memberAt } from '../members';
import type { ActivityRecord } from '../record';

/** Who got temporary credentials, and with which key they were asked for. */
interface Grant { readonly by: string; readonly key: string | undefined; readonly role: string | undefined }

const HELD = 100_000;
const LONGEST = 10;
const GRANTING = new Set(['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'GetSessionToken', 'GetFederationToken']);

const [RESPONSE, REQUEST] = ['responseElements', 'requestParameters'].map((path) => memberAt(path)!);

/** Who stands behind an event, and through which roles. */
export interface Origin {
  /** The user, role or person that began. */
  readonly principal: string;
  /** ARNs of the roles taken on the way, the first one first. */
  readonly via: readonly string[];
}

/**
 * Follows temporary credentials back to who asked for them: CloudTrail tells the key that was handed out, and every later event the key it was made
 * with. Only what was handed out in the events read is known; else the session's own role is where it begins.
 */
export class Sessions {
  private readonly grants = new Map<string, Grant>();

  /** Notes an event that hands out credentials. */
  note(record: ActivityRecord): void {
    if (record.eventSource !== 'sts.amazonaws.com' || !GRANTING.has(record.eventName)) return;
    const [responseElements, requestParameters] = [record.read(RESPONSE), record.read(REQUEST)];
    const key = text(object(object(responseElements).credentials).accessKeyId);
    if (key === undefined || record.principal === undefined) return;
    if (this.grants.size >= HELD) this.grants.delete(this.grants.keys().next().value!);
    this.grants.set(key, { by: record.principal, key: record.accessKeyId, role: text(object(requestParameters).roleArn) });
  }

  /** Who stands behind an event; undefined where it names nobody. */
  origin(record: ActivityRecord): Origin | undefined {
    if (record.principal === undefined) return undefined;
    let principal = record.principal;
    const via: string[] = [];
    let key = record.accessKeyId;
    for (let steps = 0; steps < LONGEST; steps++) {
      const grant = key === undefined ? undefined : this.grants.get(key);
      if (!grant) break;
      if (grant.role !== undefined) via.unshift(grant.role);
      principal = grant.by;
      key = grant.key;
    }
    return { principal, via };
  }
}
