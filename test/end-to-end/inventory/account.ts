import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

/** The account itself, which nobody has to create. */
export const seed = async ({ credentials }: ClientOptions): Promise<Truth> => ({ aws_account: [`arn:aws:iam::${credentials.accessKeyId}:root`] });
