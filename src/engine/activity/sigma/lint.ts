import { kindOf, texts } from './base';
import { compileSigmaCondition } from './condition';
import type { SigmaDocument } from './documents';
import { SigmaError } from './errors';
import { knownCalls } from './known-calls';
import { contradiction, finds, isOpen, sought, strangeValues } from './lint-values';
import { isObject } from '../../json';
import { specialise, type Compiled } from '../condition';

/** Something about a rule that its owner should know. */
export interface Advice { readonly rule: string; readonly file: string; readonly message: string }

/** Fields of a CloudTrail event: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
const FIELDS = [
  'additionalEventData', 'addendum', 'annotation', 'apiVersion', 'awsRegion', 'edgeDeviceDetails', 'errorCode', 'errorMessage', 'eventCategory', 'eventContext', 'eventID',
  'eventName', 'eventSource', 'eventTime', 'eventType', 'eventVersion', 'insightDetails', 'managementEvent', 'readOnly', 'recipientAccountId', 'requestID', 'requestParameters',
  'resources', 'responseElements', 'serviceEventDetails', 'sessionCredentialFromConsole', 'sharedEventID', 'sourceIPAddress', 'tlsDetails', 'userAgent', 'userIdentity',
  'vpcEndpointAccountId', 'vpcEndpointId',
];

/** Fields of userIdentity: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
const IDENTITY = [
  'accessKeyId', 'accountId', 'additionalEventData', 'arn', 'credentialId', 'identityProvider', 'inScopeOf', 'invokedBy', 'invokedByDelegate', 'onBehalfOf', 'principalId',
  'sessionContext', 'type', 'userName',
];

/** Calls whose event names carry the date of Lambda's API. */
const LAMBDA = 'lambda.amazonaws.com';

type Fields = Readonly<Record<string, unknown>>;

/** Searches of a rule with their fields. */
function searchesOf({ content }: SigmaDocument): [string, Fields][] {
  const detection = isObject(content.detection) ? content.detection : {};
  return Object.entries(detection).filter(([name]) => name !== 'condition')
    .flatMap(([name, of]) => [of].flat().filter(isObject).map((fields): [string, Fields] => [name, fields]));
}

const bare = (key: string) => key.split('|')[0];

function unknownField(key: string): boolean {
  const [first, second] = bare(key).split('.');
  return first !== '' && (!FIELDS.includes(first) || (first === 'userIdentity' && second !== undefined && !IDENTITY.includes(second)));
}

/** A remark on a search; dead: it never holds. */
interface Remark { readonly text: string; readonly dead: boolean }

const dead = (text: string): Remark => ({ text, dead: true });
const alive = (text: string): Remark => ({ text, dead: false });

type Check = (fields: Fields) => readonly Remark[];

/** Fields that no event has. A search for their absence holds all the same. */
const unknownFields: Check = (fields) => Object.entries(fields).map(([key, value]) => sought(key, value)).filter((of) => !isOpen(of) || of.modifiers.includes('fieldref')).flatMap(({ key }) => {
  if (/[*?]/.test(bare(key))) return [dead(`'${bare(key)}' is taken for the name of a field; there are no wildcards in names`)];
  return unknownField(key) ? [dead(`the field '${bare(key)}' does not exist in CloudTrail`)] : [];
});

/** Calls of another service than the one that is named, as far as the detections of the catalogue know them. */
function wrongSource(calls: ReadonlyMap<string, ReadonlySet<string>>): Check {
  return (fields) => {
    const sources = texts(fields.eventSource).filter((source) => !/[*?]/.test(source));
    const names = texts(fields.eventName);
    const known = names.map((name) => [...calls.get(name) ?? []]);
    const isWrong = sources.length > 0 && names.length > 0 && known.every((of) => of.length > 0 && !of.some((source) => sources.includes(source)));
    return isWrong ? [dead(`${names.join(', ')} is a call of ${known[0][0]}, not of ${sources.join(', ')}`)] : [];
  };
}

const datedNames: Check = ({ eventSource, eventName }) => (texts(eventSource).includes(LAMBDA) ? texts(eventName) : [])
  .filter((name) => !/[*?]|20\d{6}/.test(name))
  .map((name) => alive(`Lambda appends a date to the names of its calls, as in ${name}20150331v2, which ${name} does not match; use eventName|startswith`));

const successCode: Check = ({ errorCode }) => (texts(errorCode).some((code) => code.toLowerCase() === 'success')
  ? [dead('errorCode is absent where a call succeeds, and never Success')] : []);

/** An ARN that is compared with a bare name, and a field name that is compared as a text. */
const comparedFields: Check = (fields) => Object.entries(fields).flatMap(([key, value]) => texts(value).flatMap((text) => {
  if (/\|fieldref/.test(key)) return bare(key).endsWith('.arn') && text.endsWith('.userName') ? [dead(`'${bare(key)}' is an ARN, '${text}' a bare name`)] : [];
  return /^(requestParameters|responseElements|userIdentity)\.[\w.]+$/.test(text) ? [alive(`'${text}' is taken for a text in '${key}'; fieldref compares fields`)] : [];
}));

const contradictions: Check = (fields) => {
  const found = contradiction(Object.entries(fields).map(([key, value]) => sought(key, value)));
  return found === undefined ? [] : [dead(found)];
};

const values: Check = (fields) => Object.entries(fields).map(([key, value]) => strangeValues(sought(key, value)))
  .filter((text) => text !== undefined).map(dead);

/** ARNs of sessions as CloudTrail writes them: of an instance, of a person, of a service-linked role, of a workflow. */
const SESSIONS = ['app/i-0123456789abcdef0', 'AWSReservedSSO_Dev_0123456789abcdef/ana', 'AWSServiceRoleForAutoScaling/AutoScaling', 'deploy/GitHubActions'];

const sessionPatterns: Check = (fields) => Object.entries(fields)
  .filter(([key, value]) => bare(key) === 'userIdentity.arn' && texts(value).some((text) => text.includes('assumed-role/') && !/\d{12}/.test(text)))
  .filter(([key, value]) => !SESSIONS.some((session) => finds(sought(key, texts(value)), 'userIdentity.arn', `arn:aws:sts::111122223333:assumed-role/${session}`)))
  .map(([, value]) => dead(`no session has an ARN like ${texts(value).join(', ')}; one of an instance ends in assumed-role/${SESSIONS[0]}`));

/** What its owner should know of each rule: searches that never hold, and whether the rule itself can never match CloudTrail. */
export function lint(documents: readonly SigmaDocument[]): Advice[] {
  const checks = [unknownFields, wrongSource(knownCalls()), datedNames, successCode, comparedFields, contradictions, values, sessionPatterns];
  return documents.filter((document) => isObject(document.content.detection) && isCloudTrail(document)).flatMap((document) => {
    const remarks = searchesOf(document).map(([name, fields]) => ({ name, found: checks.flatMap((check) => check(fields)) }));
    const messages = remarks.flatMap(({ name, found }) => found.map((remark) => `search '${name}'${remark.dead ? ' never holds' : ''}: ${remark.text}`));
    const hopeless = isHopeless(document, remarks.filter(({ found }) => !found.some((remark) => remark.dead)).map(({ name }) => name));
    const { rule, file } = document;
    return [...new Set([...hopeless ? ['can never match CloudTrail'] : [], ...messages])].map((message) => ({ rule, file, message }));
  });
}

/** Whether the condition is false whatever the searches say that may hold. */
function isHopeless({ content, ...source }: SigmaDocument, holding: readonly string[]): boolean {
  const { condition, ...searches } = content.detection as Record<string, unknown>;
  const may: Compiled = { holds: () => true, cost: 0 };
  const isWords = (of: unknown) => ![of].flat().some(isObject);
  const known = new Map(Object.entries(searches).map(([name, of]): [string, Compiled] => [name, holding.includes(name) || isWords(of) ? may : false]));
  return texts(condition).every((text) => specialise(compileSigmaCondition(text, known, source), new Map()) === false);
}

function isCloudTrail(document: SigmaDocument): boolean {
  try {
    return kindOf(document) === 'cloudtrail';
  } catch (error) {
    if (error instanceof SigmaError) return false;
    throw error;
  }
}
