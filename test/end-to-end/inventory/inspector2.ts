import type { Truth } from '../seeded';

/** The emulator knows Inspector as AWS does before its first use. */
export const seed = async (): Promise<Truth> => ({});
