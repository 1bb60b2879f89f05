import { isObject, type Json, text } from '../../json';

/** An object that a notice names. */
export interface LogObject {
  readonly bucket: string;
  readonly key: string;
  /** Version of a versioned bucket, where the notice tells it. */
  readonly version?: string;
}

/** A message that is no notice of objects. */
export class UnreadableNotice extends Error {}

// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
const LOG_KEY = /(?:^|\/)AWSLogs\/(?:o-[a-z0-9]+\/)?\d{12}\/(?:CloudTrail|CloudTrail-Insight|CloudTrail-NetworkActivity|EKS-Audit)\/.*\.json(?:\.gz)?$/;

/** Text that CloudTrail publishes to find out whether it may. */
const CLOUDTRAIL_TEST = 'CloudTrail validation message.';

/** What the `detail-type` of an event of CloudTrail ends with. */
const BY_CLOUDTRAIL = ' via CloudTrail';

/** Whether a key is that of a log file: not of a digest, nor of anything else that lies in the bucket. */
export const isLogKey = (key: string): boolean => LOG_KEY.test(key);

/**
 * The objects that a message tells of: a notice of CloudTrail, an event of Amazon S3 or of Amazon EventBridge, as they are or in the envelope of
 * Amazon SNS. None where it is a test, or tells of something else than new objects.
 * @throws UnreadableNotice
 */
export function objectsIn(body: string): LogObject[] {
  if (body === CLOUDTRAIL_TEST) return [];
  let message: unknown;
  try {
    message = JSON.parse(body);
  } catch {
    throw new UnreadableNotice('the message is no JSON');
  }
  if (!isObject(message)) throw new UnreadableNotice('the message is no JSON object');
  const { Type, Message } = message;
  if (typeof Type === 'string' && typeof Message === 'string') return Type === 'Notification' ? objectsIn(Message) : [];
  const found = ofCloudTrail(message) ?? ofS3(message) ?? ofEventBridge(message);
  if (!found) throw new UnreadableNotice('the message is neither a notice of CloudTrail nor an event of Amazon S3, Amazon EventBridge or CloudTrail');
  return found;
}

/**
 * The id of the event that a message is: of CloudTrail, as Amazon EventBridge delivers it; undefined for all other messages.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export function eventIn(body: string): string | undefined {
  if (!body.includes(BY_CLOUDTRAIL)) return undefined;
  try {
    const message: unknown = JSON.parse(body);
    if (!isObject(message) || !text(message['detail-type'])?.endsWith(BY_CLOUDTRAIL) || !isObject(message.detail)) return undefined;
    return text(message.detail.eventID);
  } catch {
    return undefined;
  }
}

/** The message by which a notice of one object is sent again, in the form of CloudTrail. */
export const noticeOf = ({ bucket, key, version }: LogObject): string => JSON.stringify({ s3Bucket: bucket, s3ObjectKey: [key], s3ObjectVersion: version });

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/configure-sns-notifications-for-cloudtrail.html */
function ofCloudTrail({ s3Bucket, s3ObjectKey, s3ObjectVersion }: Json): LogObject[] | undefined {
  if (s3Bucket === undefined && s3ObjectKey === undefined) return undefined;
  return [s3ObjectKey].flat().map((key) => named(s3Bucket, key, s3ObjectVersion));
}

/** Keys are URL-encoded: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
function ofS3({ Records, Event }: Json): LogObject[] | undefined {
  if (Event === 's3:TestEvent') return [];
  if (!Array.isArray(Records)) return undefined;
  return Records.flatMap((record: unknown) => {
    if (!isObject(record) || !isObject(record.s3)) throw new UnreadableNotice('a record of the event is not of Amazon S3');
    if (!text(record.eventName)?.startsWith('ObjectCreated:')) return [];
    const { bucket, object } = record.s3 as { bucket?: Json; object?: Json };
    return [named(bucket?.name, decoded(text(object?.key)), object?.versionId)];
  });
}

/** Keys stand as they are: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
function ofEventBridge(message: Json): LogObject[] | undefined {
  const { source, detail } = message;
  if (source !== 'aws.s3' || !isObject(detail)) return undefined;
  if (message['detail-type'] !== 'Object Created') return [];
  const { bucket, object } = detail as { bucket?: Json; object?: Json };
  return [named(bucket?.name, object?.key, object?.['version-id'])];
}

function named(bucket: unknown, key: unknown, version: unknown): LogObject {
  const [bucketName, keyText] = [text(bucket), text(key)];
  if (bucketName === undefined || keyText === undefined) throw new UnreadableNotice('the message names no bucket, or no key');
  return { bucket: bucketName, key: keyText, ...text(version) !== undefined && { version: text(version) } };
}

function decoded(key: string | undefined): string | undefined {
  try {
    return key && decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    throw new UnreadableNotice(`the key '${key}' is not URL-encoded`);
  }
}
