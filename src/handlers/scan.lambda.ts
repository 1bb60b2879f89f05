import { analyse } from './analyse-account';
import { collectUnits } from './collect-unit';
import { Environment } from './environment';
import { noteChanges } from './note-changes';
import { planOneAccount } from './plan-account';
import { planAccounts } from './plan-accounts';
import { publishScan } from './publish';
import { rereadUnits } from './reread-units';
import type { ChangePart, ScanPart } from '../derive/scan-settings';

const parts: Readonly<Record<ScanPart | ChangePart, () => unknown>> = {
  'plan-accounts': planAccounts,
  'plan-account': planOneAccount,
  'collect-unit': collectUnits,
  'analyse-account': analyse,
  'publish': publishScan,
  'note-changes': noteChanges,
  'reread-units': rereadUnits,
};

/** The part of a scan that the function is there for: all of them are in one bundle, as they share nearly everything. */
export const handler = parts[process.env[Environment.SCAN_PART] as keyof typeof parts]();
