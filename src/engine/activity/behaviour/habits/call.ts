import type { Habit } from '../habit';

/** Calls that a principal makes. */
export const call: Habit = { id: 'call', of: ({ plainName }) => plainName || undefined, within: 'service' };
