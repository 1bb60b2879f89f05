import { callerOf } from './connect';
import { WrongInput } from './errors';
import { emulated } from '../engine/collect/clients';
import { Lake, LocalLake } from '../engine/store/lake';
import { S3Objects } from '../engine/store/s3';

/** What a flag for a lake takes. */
export const LAKE_HELP = 'folder of the lake, or s3://bucket/prefix';

/**
 * The lake in a folder, or in a bucket that the credentials of the environment reach.
 * @throws WrongInput for an `s3:` address that names no bucket
 */
export async function openLake(place: string): Promise<Lake> {
  if (!place.startsWith('s3:')) return new LocalLake(place);
  const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(place) ?? [];
  if (!bucket) throw new WrongInput(`'${place}' names no bucket: write s3://bucket or s3://bucket/prefix.`);
  const { S3Client } = await import('@aws-sdk/client-s3');
  const { credentials, region, settings: { endpoint } } = callerOf();
  const client = new S3Client({ credentials, region, followRegionRedirects: true, ...endpoint && emulated(endpoint) });
  return new Lake(new S3Objects(client, bucket, prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`));
}

/** A lake that a command reads file by file, which only a folder can be. */
export function folderOf(place: string, instead: string): string {
  if (place.startsWith('s3:')) throw new WrongInput(`'${place}' is a bucket, and a folder is wanted here: ${instead}.`);
  return place;
}
