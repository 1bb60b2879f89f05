import type { Habit } from '../habit';

const HOUR = 60 * 60 * 1000;
/** Hours that count as one: who starts at nine may start at eight. */
const PART = 4;

const two = (hour: number): string => String(hour).padStart(2, '0');
const parts = Array.from({ length: 24 / PART }, (_, at) => `${two(at * PART)}:00-${two((at + 1) * PART)}:00 UTC`);

/** Parts of the day, four hours each, in which a principal acts. */
export const hour: Habit = { id: 'hour', of: ({ time }) => parts[Math.floor(time / HOUR / PART) % parts.length] };
