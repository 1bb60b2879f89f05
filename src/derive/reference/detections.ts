import { bullets, code, counted, link, page, table, text } from './markdown';
import { detections as catalogue } from '../../catalogue/detections';
import { severities } from '../../catalogue/model/check';
import type { Detection, Logic } from '../../catalogue/model/detection';
import { standingRules, type StandingRule } from '../../catalogue/standing-rules';

const detections = [...catalogue].sort(({ id: a }, { id: b }) => (a < b ? -1 : 1));
const detectionLink = (id: string) => link(id, `#${id}`);

const sources: Readonly<Record<Detection['data'], string>> = {
  'management': 'CloudTrail management events',
  'data': 'CloudTrail data events, which a trail must be told to record',
  'insight': 'CloudTrail Insights events',
  'network-activity': 'CloudTrail network activity events of VPC endpoints',
  'eks-audit': 'EKS audit logs',
};

const seconds = (count: number) => (count % 3600 === 0 ? counted(count / 3600, 'hour') : count % 60 === 0 ? counted(count / 60, 'minute') : counted(count, 'second'));

/** When a detection fires, beside the condition over each event. */
function fires(logic: Logic): string {
  switch (logic.type) {
    case 'threshold': return `${logic.count} ${logic.distinct ? `different values of ${logic.distinct.map(code).join(', ')}` : 'events'}`
      + ` within ${seconds(logic.windowSeconds)}, by ${logic.groupBy.map(code).join(', ')}`;
    case 'sequence': return `${logic.steps.length} steps within ${seconds(logic.windowSeconds)}${logic.ordered ? ', in order' : ''}, by ${logic.groupBy.map(code).join(', ')}`;
    case 'first_seen': return `${logic.key.map(code).join(' with ')} not seen in the ${counted(logic.lookbackDays, 'day')} before`
      + `${logic.minHistoryDays ? `, once ${code(logic.key[0])} has ${counted(logic.minHistoryDays, 'day')} of history` : ''}`;
    default: return 'each event';
  }
}

const file = ({ id, logic }: Detection) => `${id}.${logic.type === 'sigma' ? 'yml' : 'ts'}`;

const section = (detection: Detection): string => [
  `## ${detection.id}`,
  `**${text(detection.title)}**`,
  bullets(
    `**Severity** ${detection.severity}, tier ${detection.tier}`,
    `**ATT&CK** ${detection.attack.join(', ')}`,
    `**Reads** ${sources[detection.data]}`,
    `**Fires on** ${fires(detection.logic)}`,
    detection.frameworks?.cis !== undefined && `**CIS AWS Foundations Benchmark 3.0** ${detection.frameworks.cis['3.0']!.join(', ')}`,
    `**Harmless when** ${detection.falsePositives.map(text).join('; ')}`,
    `**Rule, with examples** ${code(`src/catalogue/detections/${file(detection)}`)}`,
  ),
].join('\n\n');

const standing: readonly StandingRule[] = Object.values(standingRules);

const standingSection = ({ id, title, severity, attack, fires: when, falsePositives }: StandingRule): string => [
  `## ${id}`,
  `**${text(title)}**`,
  bullets(
    `**Severity** ${severity}`,
    `**ATT&CK** ${attack.join(', ')}`,
    `**Reads** ${sources.management}`,
    `**Fires on** ${when}`,
    `**Harmless when** ${falsePositives.map(text).join('; ')}`,
  ),
].join('\n\n');

/** The page of the detections. */
export function detectionsPage(): string {
  const worstFirst = severities.flatMap((severity) => detections.filter((detection) => detection.severity === severity));
  return page('src/catalogue/detections', 'Detections',
    `${detections.length} detections over CloudTrail and EKS audit logs, ${detections.filter(({ tier }) => tier === 1).length} of them of tier 1: worth an alert alone.`
    + ' Those of tier 2 are noise alone, of use beside others or after tuning. How they run is told in `docs/guides/detect.md`.',
    table(['Detection', 'Severity', 'Tier', 'ATT&CK', 'Title'], worstFirst.map(({ id, severity, tier, attack, title }) =>
      [detectionLink(id), severity, tier, attack.join(', '), text(title)])),
    ...detections.map(section),
    '## Behaviour and changes\n\nThese rules build up what they know as they run, or are told it: `docs/guides/detect.md` says how.',
    table(['Rule', 'Severity', 'ATT&CK', 'Title'], standing.map(({ id, severity, attack, title }) => [detectionLink(id), severity, attack.join(', '), text(title)])),
    ...standing.map(standingSection));
}
