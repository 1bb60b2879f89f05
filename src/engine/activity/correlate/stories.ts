import { tacticOf, tacticsOf, type Tactic } from './attack';
import type { Context } from './context';
import type { Origin } from './sessions';
import { severities, type Severity } from '../../../catalogue/model/check';
import type { ActivityFinding, EventPlace } from '../../contracts';

/** One detection within a story, however often it fired. */
export interface Step {
  /** ISO 8601, of the first and the last time. */
  readonly from: string;
  to: string;
  readonly detection: string;
  readonly title: string;
  readonly severity: Severity;
  readonly attack: readonly string[];
  readonly tactic?: Tactic;
  readonly call: string;
  /** How often it fired. */
  count: number;
  /** Id of its first finding. */
  readonly finding: string;
}

const HOUR = 60 * 60 * 1000;
/** So long after its last finding a story is over. */
const PAUSE = 4 * HOUR;
const HELD = 20_000;
const EVENTS = 100;
const NAMED = 50;
const NAMED_STEPS = 5;

class Story {
  from = Infinity;
  to = -Infinity;
  readonly steps = new Map<string, Step>();
  readonly events: EventPlace[] = [];
  readonly resources = new Set<string>();
  readonly accounts = new Set<string>();
  readonly regions = new Set<string>();
  readonly via = new Set<string>();
  context: Context = {};

  constructor(readonly actor: string, readonly first: ActivityFinding) {}

  isNear(time: number): boolean { return time >= this.from - PAUSE && time <= this.to + PAUSE; }

  add(finding: ActivityFinding, time: number, context: Context, via: readonly string[]): void {
    this.from = Math.min(this.from, time);
    this.to = Math.max(this.to, Date.parse(finding.lastSeen));
    this.context = { ...this.context, ...context };
    for (const role of via) if (this.via.size < NAMED) this.via.add(role);
    const step = this.steps.get(finding.check);
    if (step) {
      step.count++;
      if (finding.lastSeen > step.to) step.to = finding.lastSeen;
    } else {
      this.steps.set(finding.check, stepOf(finding));
      const [event] = finding.evidence.events;
      if (event && this.events.length < EVENTS) this.events.push(event);
    }
    for (const key of finding.resource) if (this.resources.size < NAMED) this.resources.add(key);
    this.accounts.add(finding.accountId);
    this.regions.add(finding.region);
  }

  get ordered(): Step[] {
    return [...this.steps.values()].sort((a, b) => (a.from === b.from ? rank(a.severity) - rank(b.severity) : a.from < b.from ? -1 : 1));
  }
}

const rank = (severity: Severity): number => severities.indexOf(severity);
const worstOf = (steps: readonly Step[]): Severity => severities[Math.min(...steps.map(({ severity }) => rank(severity)))];

function stepOf({ id, check, title, severity, firstSeen, lastSeen, evidence: { attack, eventSource, eventName } }: ActivityFinding): Step {
  const tactic = attack.map(tacticOf).find((each) => each !== undefined);
  return { from: firstSeen, to: lastSeen, detection: check, title, severity, attack, ...tactic && { tactic }, call: `${eventSource} ${eventName}`.trim(), count: 1, finding: id };
}

/** Groups findings by who stands behind them and by time. Memory is bounded: beyond twenty thousand open stories the oldest go unless they are severe. */
export class Stories {
  private readonly byActor = new Map<string, Story[]>();
  private held = 0;

  add(finding: ActivityFinding, { principal, via }: Origin, context: Context): void {
    const time = Date.parse(finding.firstSeen);
    const stories = this.byActor.get(principal) ?? [];
    if (stories.length === 0) this.byActor.set(principal, stories);
    let story = stories.find((each) => each.isNear(time));
    if (!story) {
      stories.push(story = new Story(principal, finding));
      if (++this.held > HELD) this.forget();
    }
    story.add(finding, time, context, via);
  }

  /** The oldest actor whose stories nobody would be told of. */
  private forget(): void {
    for (const [actor, stories] of this.byActor) {
      if (stories.some(isTold)) continue;
      this.byActor.delete(actor);
      this.held -= stories.length;
      return;
    }
  }

  /** The stories worth telling: of several detections one of which is at least medium, or of one that is at least high. The worst first. */
  told(): ActivityFinding[] {
    const told = [...this.byActor.values()].flat().filter(isTold).map(findingOf);
    return told.sort((a, b) => rank(a.severity) - rank(b.severity) || (a.firstSeen < b.firstSeen ? -1 : 1));
  }
}

const isTold = ({ steps }: Story): boolean => {
  const worst = rank(worstOf([...steps.values()]));
  return worst <= rank('high') || (steps.size > 1 && worst <= rank('medium'));
};

interface Raised { readonly severity: Severity; readonly raised?: { readonly from: Severity; readonly because: string } }

/** One severity more where the actor is an administrator or can become one. */
function raised(severity: Severity, { reach }: Context): Raised {
  if (!reach || severity === 'critical') return { severity };
  const doubt = reach.status === 'possible' && reach.kind === 'path' ? ' (possibly)' : '';
  return { severity: severities[rank(severity) - 1], raised: { from: severity, because: `${reach.identity} ${reach.because}${doubt}` } };
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** How long something took, in the unit that tells it best. */
function span(milliseconds: number): string {
  const hours = milliseconds / HOUR;
  if (hours < 2) return counted(Math.max(1, Math.round(hours * 60)), 'minute');
  return hours < 48 ? counted(Math.round(hours), 'hour') : counted(Math.round(hours / 24), 'day');
}

const nameOf = (arn: string): string => arn.split('/').pop() ?? arn;
const only = (values: ReadonlySet<string>, otherwise: string): string => (values.size === 1 ? [...values][0] : otherwise);

function findingOf(story: Story): ActivityFinding {
  const { actor, events, context, via, first } = story;
  const steps = story.ordered;
  const attack = [...new Set(steps.flatMap((step) => step.attack))];
  const order = tacticsOf(attack);
  const { severity, ...why } = raised(worstOf(steps), context);
  const from = new Date(story.from).toISOString();
  const count = steps.reduce((sum, step) => sum + step.count, 0);
  const titles = `${steps.slice(0, NAMED_STEPS).map(({ title }) => title).join('; ')}${steps.length > NAMED_STEPS ? '; …' : ''}`;
  return {
    id: `story|${actor}|${from}`,
    source: 'activity',
    check: 'story',
    service: first.service,
    severity,
    status: 'fail',
    resource: [...new Set([actor, ...story.resources])],
    resourceType: context.identity?.type ?? '',
    resourceName: nameOf(actor),
    accountId: only(story.accounts, first.accountId),
    region: only(story.regions, 'global'),
    title: `${nameOf(actor)}: ${order.length > 0 ? order.join(', ') : 'activity'}`,
    reason: `${counted(steps.length, 'detection')} (${counted(count, 'finding')}) of ${actor} within ${span(story.to - story.from)}: ${titles}${
      why.raised ? `. Raised from ${why.raised.from}: ${why.raised.because}` : ''}`,
    remedy: { cli: '', cdk: '' },
    frameworks: {},
    firstSeen: from,
    lastSeen: new Date(story.to).toISOString(),
    evidence: {
      attack,
      events,
      actor,
      principal: actor,
      eventSource: first.evidence.eventSource,
      eventName: first.evidence.eventName,
      story: { tactics: order, steps, ...via.size > 0 && { via: [...via] }, ...why },
      ...context,
    },
  };
}
