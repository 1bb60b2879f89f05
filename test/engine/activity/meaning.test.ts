import { conditionsOf, corpus, record } from './corpus';
import { conditionsOfFacts, meets } from './facts-evaluator';
import { detections } from '../../../src/catalogue/detections';
import type { Event } from '../../../src/catalogue/model/detection';
import facts from '../../facts/detections.json';

type Any = any; // eslint-disable-line @typescript-eslint/no-explicit-any

const clone = (event: Event): Any => structuredClone(event);
const changed = (event: Event, change: (copy: Any) => void): Event => {
  const copy = clone(event);
  change(copy);
  return copy;
};

/** Every place in an event, as the object that holds it and its key. */
function* places(value: Any): Generator<[holder: Any, key: string]> {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    yield [value, key];
    yield* places(value[key]);
  }
}

const texts = (event: Event, replace: (text: string) => string): Event => changed(event, (copy) => {
  for (const [holder, key] of places(copy)) if (typeof holder[key] === 'string') holder[key] = replace(holder[key]);
});

/** The forms in which the same thing, or nearly the same, may come. */
const forms: Readonly<Record<string, (event: Event) => Event>> = {
  'as it is': (event) => event,
  'in China': (event) => texts(event, (text) => text.replaceAll('arn:aws:', 'arn:aws-cn:')),
  'in GovCloud': (event) => texts(event, (text) => text.replaceAll('arn:aws:', 'arn:aws-us-gov:')),
  'refused': (event) => ({ ...event, errorCode: 'AccessDenied', errorMessage: 'no' }),
  'refused by EC2': (event) => ({ ...event, errorCode: 'Client.UnauthorizedOperation' }),
  'failed with a message alone': (event) => ({ ...event, errorMessage: 'Failed authentication' }),
  'without an error, said so': (event) => ({ ...event, errorCode: null, errorMessage: null }),
  'throttled': (event) => ({ ...event, errorCode: 'ThrottlingException' }),
  'without an answer': (event) => ({ ...event, responseElements: null }),
  'without a request': (event) => ({ ...event, requestParameters: null }),
  'without an identity': (event) => changed(event, (copy) => delete copy.userIdentity),
  'by a session': (event) => ({ ...event, userIdentity: { type: 'AssumedRole', principalId: 'AROAX:ana', arn: 'arn:aws:sts::111122223333:assumed-role/Dev/ana', accountId: '111122223333', accessKeyId: 'ASIAX' } }),
  'by an instance': (event) => ({ ...event, userIdentity: { type: 'AssumedRole', principalId: 'AROAX:i-0aB1', arn: 'arn:aws:sts::111122223333:assumed-role/App/i-0aB1', accountId: '111122223333', accessKeyId: 'ASIAX' } }),
  'by a person of Identity Center': (event) => ({ ...event, userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_X_1/ana', accountId: '111122223333', sessionContext: { sessionIssuer: { userName: 'AWSReservedSSO_X_1' } } } }),
  'by a federated user': (event) => ({ ...event, userIdentity: { type: 'FederatedUser', arn: 'arn:aws:sts::111122223333:federated-user/ana', accountId: '111122223333' } }),
  'by a user': (event) => ({ ...event, userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/ana', userName: 'ana', accountId: '111122223333', accessKeyId: 'AKIAX' } }),
  'by root': (event) => ({ ...event, userIdentity: { type: 'Root', arn: 'arn:aws:iam::111122223333:root', accountId: '111122223333' } }),
  'by a service': (event) => ({ ...event, userIdentity: { type: 'AWSService', invokedBy: 'config.amazonaws.com' }, sourceIPAddress: 'config.amazonaws.com' }),
  'through a service': (event) => changed(event, (copy) => Object.assign(copy.userIdentity ??= {}, { invokedBy: 'cloudformation.amazonaws.com' })),
  'from outside': (event) => ({ ...event, sourceIPAddress: '8.8.8.8' }),
  'from inside': (event) => ({ ...event, sourceIPAddress: '10.1.2.3' }),
  'from IPv6': (event) => ({ ...event, sourceIPAddress: '2a01:4f8::1' }),
  'from within AWS': (event) => ({ ...event, sourceIPAddress: 'AWS Internal' }),
  'in another account': (event) => ({ ...event, recipientAccountId: '444455556666' }),
  'without an account': (event) => changed(event, (copy) => delete copy.recipientAccountId),
  'read only': (event) => ({ ...event, readOnly: true }),
  'a write': (event) => ({ ...event, readOnly: false }),
  'a write, as text': (event) => ({ ...event, readOnly: 'false' }),
  'of a service itself': (event) => ({ ...event, eventType: 'AwsServiceEvent' }),
  'from the console': (event) => ({ ...event, sessionCredentialFromConsole: 'true' }),
  'with a dated name': (event) => ({ ...event, eventName: `${String(event.eventName)}20150331v2` }),
  'with a name in small letters': (event) => ({ ...event, eventName: String(event.eventName).toLowerCase() }),
  'of another service': (event) => ({ ...event, eventSource: 'athena.amazonaws.com' }),
  'with all texts in capitals': (event) => texts(event, (text) => text.toUpperCase()),
  'with booleans as texts': (event) => changed(event, (copy) => {
    for (const [holder, key] of places(copy)) if (typeof holder[key] === 'boolean') holder[key] = String(holder[key]);
  }),
  'with booleans turned': (event) => changed(event, (copy) => {
    for (const [holder, key] of places(copy)) if (typeof holder[key] === 'boolean') holder[key] = !holder[key];
  }),
  'with numbers ten times as large': (event) => changed(event, (copy) => {
    for (const [holder, key] of places(copy)) if (typeof holder[key] === 'number') holder[key] *= 10;
  }),
  'with policies URL-encoded': (event) => texts(event, (text) => (text.startsWith('{') ? encodeURIComponent(text) : text)),
  'with policies for an organization': (event) => texts(event, (text) => text.replace('"Effect":"Allow"', '"Effect":"Allow","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}')),
  'with policies without a condition, said so': (event) => texts(event, (text) => text.replace('"Effect":"Allow"', '"Effect":"Allow","Condition":null')),
  'with policies over TLS': (event) => texts(event, (text) => text.replace('"Effect":"Allow"', '"Effect":"Allow","Condition":{"Bool":{"aws:SecureTransport":"true"}}')),
  'with policies for all but some': (event) => texts(event, (text) => text.replaceAll('"Principal"', '"NotPrincipal"')),
  'with policies that deny': (event) => texts(event, (text) => text.replaceAll('"Allow"', '"Deny"')),
  'with lists of one unpacked': (event) => changed(event, (copy) => {
    for (const [holder, key] of places(copy)) if (Array.isArray(holder[key]) && holder[key].length === 1) [holder[key]] = holder[key];
  }),
  'with lists in items': (event) => changed(event, (copy) => {
    for (const [holder, key] of [...places(copy.requestParameters)]) if (Array.isArray(holder[key]) && key !== 'items') holder[key] = { items: holder[key] };
  }),
  'with parameters in a list': (event) => (event.requestParameters ? { ...event, requestParameters: [{}, event.requestParameters] } : event),
};

/** The event without each of its fields in turn, and with each of them null, empty, or something else. */
function* damaged(event: Event): Generator<[string, Event]> {
  const count = [...places(event)].length;
  for (let at = 0; at < count; at++) {
    for (const value of [undefined, null, {}, 'x', 7]) {
      const copy = clone(event);
      const [holder, key] = [...places(copy)][at];
      if (value === undefined && Array.isArray(holder)) continue;
      if (value === undefined) delete holder[key];
      else holder[key] = value;
      yield [`${key} is ${JSON.stringify(value)}`, copy];
    }
  }
}

/** The event with each field within its policies missing, null, empty, or something else. */
function* damagedPolicies(event: Event): Generator<[string, Event]> {
  const isPolicy = (value: unknown) => typeof value === 'string' && value.startsWith('{');
  const count = [...places(event)].length;
  for (let at = 0; at < count; at++) {
    const [holder, key] = [...places(event)][at];
    if (!isPolicy(holder[key])) continue;
    for (const [form, policy] of damaged(JSON.parse(holder[key]))) {
      const copy = clone(event);
      const [its] = [...places(copy)][at];
      its[key] = JSON.stringify(policy);
      yield [`in ${key}, ${form}`, copy];
    }
    yield [`${key} is encoded wrongly`, changed(event, (copy) => { [...places(copy)][at][0][key] = '%zz%7B'; })];
  }
}

const known = new Map(facts.detections.map((fact) => [fact.id, conditionsOfFacts(fact)]));
const kindOf = new Map(detections.map(({ id, data }) => [id, data === 'eks-audit' ? 'eks-audit' as const : 'cloudtrail' as const]));

/** Where the engine and the facts' own meaning part, over events of one kind. */
function differences(ids: readonly string[], kind: 'cloudtrail' | 'eks-audit', events: Iterable<[string, Event]>): string[] {
  const pairs = ids.flatMap((id) => known.get(id)!.map((condition, step) => ({ id, condition, ours: conditionsOf(id)[step] })));
  const found: string[] = [];
  for (const [form, event] of events) {
    const read = record(event, kind);
    for (const { id, condition, ours } of pairs) {
      if (ours(read) !== meets(condition, event)) found.push(`${id}, ${form}: ${ours(read) ? 'found' : 'missed'} ${JSON.stringify(event).slice(0, 300)}`);
    }
  }
  return found;
}

const inEveryForm = (event: Event): [string, Event][] => Object.entries(forms).map(([form, change]) => [form, change(event)]);

describe.each([...known.keys()])('%s means what its facts say', (id) => {
  const { match, noMatch } = detections.find((each) => each.id === id)!.examples;
  const events = [...match, ...noMatch];
  test('in other forms of its examples', () => {
    expect(differences([id], kindOf.get(id)!, events.flatMap(inEveryForm))).toEqual([]);
  });
  test('with each field missing, empty, or another', () => {
    expect(differences([id], kindOf.get(id)!, events.flatMap((event) => [...damaged(event), ...damagedPolicies(event)]))).toEqual([]);
  });
});

test.each(['cloudtrail', 'eks-audit'] as const)('and over events of the corpus in every form: %s', (kind) => {
  const some = corpus.filter((event) => event.kind === kind).filter((_, at) => at % 25 === 0);
  const ids = [...known.keys()].filter((id) => kindOf.get(id) === kind);
  expect(some.length).toBeGreaterThan(0);
  expect(differences(ids, kind, some.flatMap(({ event }) => inEveryForm(event)))).toEqual([]);
});
