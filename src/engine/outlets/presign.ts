import { createHash, createHmac } from 'node:crypto';
import type { Credentials } from '../collect/clients';

/** An object, and until when a link to it works. */
export interface LinkedObject {
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
  /** Host of the bucket. @default - the bucket's own in the Region */
  readonly host?: string;
  /** Seconds from `now`, at most a week; the credentials may end it earlier. */
  readonly seconds: number;
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const escaped = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** A link by which whoever has it reads one object: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
export function linkTo({ bucket, key, region, seconds, ...own }: LinkedObject, { accessKeyId, secretAccessKey, sessionToken }: Credentials, now: Date): string {
  const { host = `${bucket}.s3.${region}.${region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'}` } = own;
  const at = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${at.slice(0, 8)}/${region}/s3/aws4_request`;
  const path = `/${key.split('/').map(escaped).join('/')}`;
  const query = Object.entries({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${accessKeyId}/${scope}`,
    'X-Amz-Date': at,
    'X-Amz-Expires': String(seconds),
    ...sessionToken && { 'X-Amz-Security-Token': sessionToken },
    'X-Amz-SignedHeaders': 'host',
  }).map(([name, value]) => `${name}=${escaped(value)}`).join('&');
  const request = ['GET', path, query, `host:${host}`, '', 'host', 'UNSIGNED-PAYLOAD'].join('\n');
  const text = ['AWS4-HMAC-SHA256', at, scope, createHash('sha256').update(request).digest('hex')].join('\n');
  const signingKey = scope.split('/').reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${secretAccessKey}`);
  return `https://${host}${path}?${query}&X-Amz-Signature=${hmac(signingKey, text).toString('hex')}`;
}
