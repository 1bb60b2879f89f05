import { Format, SingleBar } from 'cli-progress';
import type { Progress } from '../engine/scan';

/** A progress bar of units on standard error; a line now and then where that is no terminal. */
export function progressBar(): { readonly update: (progress: Progress) => void; readonly stop: () => void } {
  let bar: SingleBar | undefined;
  const start = (total: number) => {
    bar = new SingleBar({
      stream: process.stderr,
      noTTYOutput: true,
      notTTYSchedule: 5000,
      clearOnComplete: true,
      hideCursor: true,
      format: (options, { progress, value, total: of }, { unit }) => `${Format.BarFormat(progress, options)} ${value}/${of} units  ${unit}`,
      barCompleteChar: '█',
      barIncompleteChar: '░',
    });
    bar.start(total, 0, { unit: '' });
    return bar;
  };
  return {
    update: ({ done, of, unit }) => (bar ?? start(of)).update(done, { unit: `${unit.accountId} ${unit.region} ${unit.service}` }),
    stop: () => bar?.stop(),
  };
}
