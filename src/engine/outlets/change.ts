import { changeMailOf } from './notice';
import { sendEvent, sendMail, type Listeners } from './tell';
import type { Severity } from '../../catalogue/model/check';
import type { Worker } from '../distributed/job';
import type { RereadAccount } from '../distributed/reread';

/** Tells of what a change brought about: nothing when nothing new fails. */
export async function tellChange(listeners: Listeners, { settings }: Pick<Worker, 'settings'>, accountId: string, { ledger, fresh }: RereadAccount): Promise<void> {
  if (fresh.count === 0) return;
  await sendMail(listeners, changeMailOf(accountId, fresh, settings.notifyAt as Severity));
  const findings = fresh.shown.map(({ id, check, severity, title, resource, region }) => ({ id, check, severity, title, resource: resource[0], region }));
  await sendEvent(listeners, 'Findings After Change', { accountId, units: ledger.map(({ region, service }) => ({ region, service })), newFindings: fresh.count, findings });
}
