import type { Truth } from '../seeded';

/** The emulator knows Security Hub as AWS does before its first use. */
export const seed = async (): Promise<Truth> => ({});
