import { readFileSync } from 'node:fs';
import { WrongInput } from './errors';
import { presetFrom, type OwnPreset } from '../derive/own-preset';

/**
 * A preset by its id, or what a JSON file tells of another platform.
 * @throws WrongInput naming the file and what is wrong in it
 */
export function readPreset(name: string): string | OwnPreset {
  if (!name.endsWith('.json')) return name;
  try {
    const own = JSON.parse(readFileSync(name, 'utf8')) as OwnPreset;
    presetFrom(own);
    return own;
  } catch (error) {
    throw new WrongInput(`'${name}' does not describe a platform: ${(error as Error).message}`);
  }
}
