import type { Habit } from '../habit';

/** Programs that a principal uses, without their versions. */
export const program: Habit = { id: 'program', of: ({ userAgentFamily }) => userAgentFamily };
