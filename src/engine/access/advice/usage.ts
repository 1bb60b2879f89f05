import { dataEventsOf } from './unlogged';
import { DAY } from '../../../catalogue/model/day';
import type { LastAccessed } from '../account/model';

/** Actions that a principal was seen to use, for instance in CloudTrail. */
export interface Activity {
  /** IAM actions, for instance `s3:GetObject` */
  readonly actions: Iterable<string>;
  /** services that were used by calls of which nobody can say which action they needed, @default none */
  readonly untold?: Iterable<string>;
  /** whether it only says what was used, as it covers too few days to say what was not, @default false */
  readonly addsOnly?: boolean;
  /** days of which there is activity, @default unknown */
  readonly days?: number;
  /** the first and the last of them, `2026-11-01`, @default unknown */
  readonly since?: string;
  readonly until?: string;
  /** Regions whose events there are, @default unknown */
  readonly regions?: readonly string[];
  /** whether data events of every service were recorded, @default told from the activity: a service that has one has them */
  readonly dataEvents?: boolean;
}

/** What is known of the use of one service. */
export interface ServiceUse {
  readonly service: string;
  /** nothing is known of single actions: all that is allowed of the service stays */
  readonly whole: boolean;
  /** names of actions that were used */
  readonly used: readonly string[];
  /** names of actions of which the data cannot say whether they were used */
  readonly unseen: readonly string[];
  /** names of actions of which the data says that they were not used; undefined: every other one */
  readonly unused?: ReadonlySet<string>;
}

/** What is known of the use of permissions, by service in lower case; a service that is not here was not used. */
export interface Usage {
  readonly services: ReadonlyMap<string, ServiceUse>;
  /** what the data cannot show, as sentences */
  readonly blind: readonly string[];
}

/** Where the usage comes from; at least one of the two. */
export interface Sources {
  readonly lastAccessed?: readonly LastAccessed[];
  readonly activity?: Activity;
  readonly now: Date;
  /** what was not used for so many days was not used, @default 90 */
  readonly unusedDays?: number;
}

/** Joins last-accessed data and activity. */
export function usageOf({ lastAccessed, activity, now, unusedDays = 90 }: Sources): Usage {
  const recent = (at: string | null) => at !== null && now.getTime() - Date.parse(at) < unusedDays * DAY;
  const told = new Map((lastAccessed ?? []).map((each) => [each.service.toLowerCase(), each]));
  const seen = activity && byService(activity.actions);
  const tellsAll = seen !== undefined && !activity?.addsOnly;
  const untold = new Set([...activity?.untold ?? []].map((service) => service.toLowerCase()));
  const services = [...new Set([...told.keys(), ...seen?.keys() ?? [], ...untold])].flatMap((service): ServiceUse[] => {
    const entry = told.get(service);
    const actions = entry?.actions ?? [];
    const used = unique([...actions.filter(({ at }) => recent(at)).map(({ name }) => name), ...seen?.get(service) ?? []]);
    if (untold.has(service)) return [{ service, whole: true, used, unseen: [] }];
    if (entry && !recent(entry.at) && used.length === 0) return [];
    if (!tellsAll && actions.length === 0) return [{ service, whole: true, used, unseen: [] }];
    const data = dataEventsOf(service);
    const recorded = activity?.dataEvents ?? used.some((name) => data.some((each) => each.toLowerCase() === name.toLowerCase()));
    const unseen = recorded ? [] : data;
    // AWS saw the service in use, and nothing says by which call.
    if (used.length === 0 && unseen.length === 0) return [{ service, whole: true, used, unseen }];
    const unused = tellsAll ? undefined : new Set(actions.filter(({ at }) => !recent(at)).map(({ name }) => name.toLowerCase()));
    return [{ service, whole: false, used, unseen, ...unused && { unused } }];
  });
  return { services: new Map(services.map((each) => [each.service, each])), blind: blindSpots(services, lastAccessed !== undefined, activity, unusedDays) };
}

function byService(actions: Iterable<string>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const action of actions) {
    const [service, name] = action.split(':');
    found.set(service.toLowerCase(), [...found.get(service.toLowerCase()) ?? [], name]);
  }
  return found;
}

const unique = (names: readonly string[]) => [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];

function blindSpots(services: readonly ServiceUse[], told: boolean, activity: Activity | undefined, unusedDays: number): string[] {
  const whole = services.filter((each) => each.whole).map(({ service }) => service);
  const data = services.filter(({ unseen }) => unseen.length > 0).map(({ service }) => service);
  const days = activity?.addsOnly ? unusedDays : activity?.days ?? (told ? unusedDays : undefined);
  return [
    `What is done less often than ${days === undefined ? 'the time that the activity covers' : `every ${days} days`} is not in the data: yearly closings, disaster recovery.`,
    ...whole.length > 0 ? [`Of ${whole.join(', ')} it is known when they were last used, but not by which call: what is allowed of them stays.`] : [],
    ...data.length > 0 ? [`Data events of ${data.join(', ')} were not recorded: their actions stay, used or not.`] : [],
    'iam:PassRole is a permission and no call, so no event has its name: it stays where calls were used that can pass a role.',
    ...activity ? spanOf(activity, unusedDays) : [],
    ...told ? [] : ['There is no last-accessed data: a service of which the activity knows nothing is taken for unused.'],
  ];
}

/** What the activity covers, and what it may miss. */
function spanOf({ since, until, days, regions = [], addsOnly }: Activity, unusedDays: number): string[] {
  if (since === undefined) return [];
  const span = `CloudTrail tells of ${days} days from ${since} to ${until} in ${regions.join(', ')}`;
  return [addsOnly
    ? `${span}: too little for ${unusedDays} days, so it shows what was used, and takes nothing away.`
    : `${span}; other Regions and days were not looked at. What a call needs besides, as tags on creation or a key, is in no event of its own.`];
}
