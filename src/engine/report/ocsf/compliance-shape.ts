import type { Shape } from '../../store/nested';

const TEXTS = (...names: string[]): Readonly<Record<string, Shape>> => Object.fromEntries(names.map((name) => [name, 'STRING']));
const NUMBERS = (...names: string[]): Readonly<Record<string, Shape>> => Object.fromEntries(names.map((name) => [name, 'INT64']));

/** A Compliance Finding as columns, as far as `complianceFinding` fills it; what OCSF has no attribute for is JSON text in `unmapped`. */
export const complianceShape: Readonly<Record<string, Shape>> = {
  ...NUMBERS('time', 'start_time', 'end_time', 'category_uid', 'class_uid', 'activity_id', 'type_uid', 'severity_id', 'status_id'),
  ...TEXTS('category_name', 'class_name', 'activity_name', 'type_name', 'severity', 'status', 'message'),
  metadata: { ...TEXTS('version', 'uid'), profiles: ['STRING'], product: TEXTS('name', 'vendor_name') },
  finding_info: {
    ...TEXTS('uid', 'title', 'desc'), ...NUMBERS('first_seen_time', 'last_seen_time'), types: ['STRING'], analytic: { ...TEXTS('uid', 'name', 'type'), type_id: 'INT64' },
  },
  cloud: { ...TEXTS('provider', 'region'), account: { ...TEXTS('uid', 'type'), type_id: 'INT64' } },
  resources: [TEXTS('uid', 'cloud_partition', 'name', 'type')],
  compliance: { ...TEXTS('control', 'status'), status_id: 'INT64', standards: ['STRING'], requirements: ['STRING'] },
  remediation: TEXTS('desc'),
  unmapped: TEXTS('service', 'evidence'),
};
