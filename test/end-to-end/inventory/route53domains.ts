import type { Truth } from '../seeded';

/** The emulator knows Route 53 Domains as AWS does before its first use. */
export const seed = async (): Promise<Truth> => ({});
