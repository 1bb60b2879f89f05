import { checkLink } from './known';
import { code, counted, page, table, text } from './markdown';

/** What holds a check to a resource that is known to be good and to one that is known to be bad. */
export interface Proof {
  readonly check: string;
  /** Whether both are made in the emulator, or are answers in AWS's documented shape. */
  readonly by: 'emulator' | 'recorded answers';
  /** Path of the file that has them. */
  readonly file: string;
  /** Days after which the bad resource, which is made like the good one, is looked at. @default - it is bad at once */
  readonly inDays?: number;
  /** Why there is no good resource. @default - there is one */
  readonly noGood?: string;
}

const note = ({ inDays, noGood }: Proof) =>
  [inDays && `Bad by age alone: looked at ${inDays} days later.`, noGood && `The bad one only: ${noGood}`].filter(Boolean).join(' ');

/** Page that names the proof of each check, beside the examples that each has. */
export function proofsPage(proofs: readonly Proof[]): string {
  const of = (by: Proof['by']) => counted(proofs.filter((proof) => proof.by === by).length, 'check');
  const rows = [...proofs].sort((a, b) => a.check.localeCompare(b.check))
    .map((proof) => [checkLink(proof.check), proof.by, code(proof.file), text(note(proof))]);
  return page('test/end-to-end/pairs and test/recorded/pairs.ts', 'Proofs',
    'Each check must pass a resource that is as it should be, and fail one that is not: made by calls of the SDK in the emulator and read by a scan, or, where the emulator lacks them,'
    + ' by recorded answers in the shape that the SDK is typed with, through the real SDK. A test fails where a check has neither. Beside these, the examples of each check are run.',
    `${of('emulator')} by the emulator, ${of('recorded answers')} by recorded answers.`,
    table(['Check', 'Proven by', 'Made in', 'Note'], rows));
}
