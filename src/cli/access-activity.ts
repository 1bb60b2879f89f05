import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { WrongInput } from './errors';
import { openLake } from './lake';
import { activityInFiles, activityInLake, type Window } from '../engine/access/activity/read';
import type { SeenActivity } from '../engine/access/activity/seen';

interface Places { readonly activity?: readonly string[]; readonly lake?: string }

const isLake = (place: string) => place.startsWith('s3:') || existsSync(join(place, 'activity'));

/**
 * What CloudTrail tells of the use of permissions: of the places given, one lake or several log files and folders; else of the lake that is read anyway.
 * @throws WrongInput
 */
export async function readActivity({ activity = [], lake }: Places, window: Window): Promise<SeenActivity | undefined> {
  const lakes = activity.filter(isLake);
  if (lakes.length > 0 && activity.length > 1) throw new WrongInput(`--activity takes one lake, or log files and folders, not ${activity.join(', ')} together.`);
  const place = lakes[0] ?? (activity.length === 0 ? lake : undefined);
  const found = place === undefined ? await inFiles(activity, window) : await activityInLake((await openLake(place)).objects, window);
  if (activity.length > 0 && (found?.accounts.size ?? 0) === 0) {
    throw new WrongInput(`In ${activity.join(', ')} is no event of CloudTrail of the ${window.unusedDays} days before ${window.now.toISOString().slice(0, 10)} (--unused-days, --as-of).`);
  }
  return found;
}

async function inFiles(paths: readonly string[], window: Window): Promise<SeenActivity | undefined> {
  const missing = paths.find((path) => !existsSync(path));
  if (missing !== undefined) throw new WrongInput(`There is no file or folder '${missing}' (--activity).`);
  return paths.length === 0 ? undefined : activityInFiles(paths, window);
}
