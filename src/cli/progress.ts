import { Format, SingleBar } from 'cli-progress';
import type { Progress } from '../engine/scan';

/** A progress bar on standard error that says what is counted; a line now and then where that is no terminal. */
function bar(noun: string, total: number): SingleBar {
  const started = new SingleBar({
    stream: process.stderr,
    noTTYOutput: true,
    notTTYSchedule: 5000,
    clearOnComplete: true,
    hideCursor: true,
    format: (options, { progress, value, total: of }, { what }) => `${Format.BarFormat(progress, options)} ${value}/${of} ${noun}  ${what}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
  });
  started.start(total, 0, { what: '' });
  return started;
}

/** Progress of a scan, unit by unit. */
export function progressBar(): { readonly update: (progress: Progress) => void; readonly stop: () => void } {
  let started: SingleBar | undefined;
  return {
    update: ({ done, of, unit, resumed }) => {
      started ??= bar('units', of);
      // The units of an account are known once its Regions are.
      started.setTotal(of);
      started.update(done, { what: `${unit.accountId} ${unit.region} ${unit.service}${resumed ? ' (read before the break)' : ''}` });
    },
    stop: () => started?.stop(),
  };
}

/** Progress through files. */
export function fileBar(total: number): { readonly update: (done: number, what: string) => void; readonly stop: () => void } {
  const started = bar('files', total);
  return { update: (done, what) => started.update(done, { what }), stop: () => started.stop() };
}
