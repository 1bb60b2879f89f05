import type { Habit } from '../habit';

/** Services that a principal calls. */
export const service: Habit = { id: 'service', of: ({ eventSource }) => eventSource || undefined };
