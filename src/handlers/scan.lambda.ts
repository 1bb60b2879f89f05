import { analyse } from './analyse-account';
import { collectUnits } from './collect-unit';
import { Environment } from './environment';
import { planOneAccount } from './plan-account';
import { planAccounts } from './plan-accounts';
import { publishScan } from './publish';
import type { ScanPart } from '../derive/scan-settings';

const parts: Readonly<Record<ScanPart, () => unknown>> = {
  'plan-accounts': planAccounts, 'plan-account': planOneAccount, 'collect-unit': collectUnits, 'analyse-account': analyse, 'publish': publishScan,
};

/** The part of a scan that the function is there for: all of them are in one bundle, as they share nearly everything. */
export const handler = parts[process.env[Environment.SCAN_PART] as ScanPart]();
