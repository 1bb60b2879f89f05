import type { Habit } from '../habit';

/** Networks that a principal comes from: trusted ones are one, others a /16 or, of IPv6, a /32. No country or provider is guessed. */
export const network: Habit = { id: 'network', of: (record, around) => record.network(around.trusted) };
