import type { Severity } from './model/check';

/** A rule over logs that no condition on an event says all of: what it knows builds up as it runs, or is told by its user. */
export interface StandingRule {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** ATT&CK techniques. */
  readonly attack: readonly string[];
  /** When it fires, behind "fires on". */
  readonly fires: string;
  readonly falsePositives: readonly string[];
}

/** A principal must be known so long, with so many events, before anything of it is unusual. */
export const warmUp = { days: 7, events: 100 } as const;
/** Habits that one event must break. */
export const brokenHabits = 2;
/** A surge is at least so many different calls within an hour, and so many times the busiest hour before. */
export const surges = { refused: { least: 8, factor: 3 }, enumeration: { least: 20, factor: 3 } } as const;
/** Within how long credentials must be in two places. */
export const twoPlacesMinutes = 15;

const surge = ({ least, factor }: { readonly least: number; readonly factor: number }, what: string): string =>
  `at least ${least} different ${what} within an hour, ${factor} times those of the busiest hour before, by a principal that was seen for ${warmUp.days} days`;

/** The rules that know principals by their habits, and the one that watches changes. */
export const standingRules = {
  unusual: {
    id: 'behaviour-unusual',
    title: 'A principal acts unlike itself in several ways at once',
    severity: 'medium',
    attack: ['T1078.004'],
    fires: `an event that breaks at least ${brokenHabits} habits of a principal that was seen for ${warmUp.days} days and ${warmUp.events} events, once a day: Region, service, call, program, network, hour`,
    falsePositives: ['A new task of a person, or a new version of a program'],
  },
  refused: {
    id: 'behaviour-refused',
    title: 'A principal is refused far more than ever before',
    severity: 'medium',
    attack: ['T1580', 'T1078.004'],
    fires: surge(surges.refused, 'calls refused'),
    falsePositives: ['A role that has just lost a right'],
  },
  enumeration: {
    id: 'behaviour-enumeration',
    title: 'A principal looks around far more than ever before',
    severity: 'medium',
    attack: ['T1580', 'T1526'],
    fires: surge(surges.enumeration, 'read calls'),
    falsePositives: ['The first run of an inventory or posture tool'],
  },
  twoPlaces: {
    id: 'behaviour-two-places',
    title: 'The same credentials act in two places at once',
    severity: 'high',
    attack: ['T1550.001', 'T1078.004'],
    fires: `the same access key here, there and here again within ${twoPlacesMinutes} minutes, with a network and a program that are new to it`,
    falsePositives: ['A tunnel that is turned on and off'],
  },
  change: {
    id: 'change-outside-pipeline',
    title: 'Configuration changed outside the pipelines',
    severity: 'medium',
    attack: ['T1578'],
    fires: 'each change of configuration by a principal that is not in `changes.allowed` of the configuration; off without it',
    falsePositives: ['A repair by hand that is agreed on'],
  },
} as const satisfies Readonly<Record<string, StandingRule>>;
