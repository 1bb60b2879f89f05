import { families } from './end-to-end/pairs';
import { recordedPairs } from './recorded/pairs';
import type { Proof } from '../src/derive/reference/proofs';

/** What proves each check, from the resources that the tests make and the answers that they replay. */
export const proven: readonly Proof[] = [
  ...families.flatMap(({ id, proofs }) => proofs.flatMap(({ checks, inDays }) =>
    checks.map((check) => ({ check, by: 'emulator' as const, file: `test/end-to-end/pairs/${id}.ts`, inDays })))),
  ...recordedPairs.map(({ check, good }) => ({ check, by: 'recorded answers' as const, file: 'test/recorded/pairs.ts', noGood: typeof good === 'string' ? good : undefined })),
];
