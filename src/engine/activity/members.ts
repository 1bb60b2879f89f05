/** How a member is read: its place alone, as it is seldom looked at; as one of few values that come again and again; with members of its own. */
type Kind = 'place' | 'value' | 'open';

/** The members of CloudTrail's records that rules and tables look at. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
const MEMBERS: readonly (readonly [path: string, kind: Kind])[] = [
  ['eventVersion', 'value'],
  ['userIdentity', 'open'],
  ['userIdentity.type', 'value'],
  ['userIdentity.principalId', 'place'],
  ['userIdentity.arn', 'value'],
  ['userIdentity.accountId', 'value'],
  ['userIdentity.accessKeyId', 'value'],
  ['userIdentity.userName', 'value'],
  ['userIdentity.invokedBy', 'value'],
  ['userIdentity.identityProvider', 'value'],
  ['userIdentity.onBehalfOf', 'place'],
  ['userIdentity.sessionContext', 'open'],
  ['userIdentity.sessionContext.sessionIssuer', 'value'],
  ['userIdentity.sessionContext.attributes', 'place'],
  ['eventTime', 'place'],
  ['eventSource', 'value'],
  ['eventName', 'value'],
  ['awsRegion', 'value'],
  ['sourceIPAddress', 'value'],
  ['userAgent', 'value'],
  ['errorCode', 'value'],
  ['errorMessage', 'place'],
  ['requestParameters', 'place'],
  ['responseElements', 'place'],
  ['additionalEventData', 'place'],
  ['requestID', 'place'],
  ['eventID', 'place'],
  ['readOnly', 'value'],
  ['resources', 'place'],
  ['eventType', 'value'],
  ['apiVersion', 'value'],
  ['managementEvent', 'value'],
  ['recipientAccountId', 'value'],
  ['serviceEventDetails', 'place'],
  ['sharedEventID', 'place'],
  ['vpcEndpointId', 'value'],
  ['vpcEndpointAccountId', 'value'],
  ['eventCategory', 'value'],
  ['addendum', 'place'],
  ['insightDetails', 'place'],
  ['sessionCredentialFromConsole', 'value'],
  ['eventContext', 'place'],
  ['edgeDeviceDetails', 'place'],
  ['tlsDetails', 'place'],
];

/** A member of an event. */
export interface Member {
  readonly path: string;
  readonly keys: readonly string[];
  readonly kind: Kind;
  /** From 1; 0 is the event itself. */
  readonly number: number;
}

/** All members, in the order of their numbers. */
export const members: readonly Member[] = MEMBERS.map(([path, kind], at) => ({ path, keys: path.split('.'), kind, number: at + 1 }));

const byPath = new Map(members.map((each) => [each.path, each]));

/** The member at a path; undefined where it is none of those that are looked at often. */
export const memberAt = (path: string): Member | undefined => byPath.get(path);

/** The member that is on the way to a path, the nearest to its end. */
export function memberTowards(keys: readonly string[]): Member | undefined {
  for (let length = keys.length; length > 0; length--) {
    const found = byPath.get(keys.slice(0, length).join('.'));
    if (found) return found;
  }
  return undefined;
}
