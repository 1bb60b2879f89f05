/**
 * A server that answers as AWS KMS, Amazon EC2 and AWS Lambda do, from nothing but a size: keys with five calls each, functions with four,
 * volumes, snapshots with one, and groups in pages. It counts what it is asked, finds what is asked twice, and can throttle or deny.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the server behaves. */
export interface Faults {
  /** Share of the calls that are throttled, 0 to 1, another one each time. */
  readonly throttled?: number;
  /** Share of the different calls that are denied, 0 to 1, the same ones each time. */
  readonly denied?: number;
}

/** What the server was asked. */
export interface Counts { calls: number; duplicates: number; throttled: number; denied: number }

/** A running server. */
export interface CannedAws {
  readonly endpoint: string;
  readonly counts: Counts;
  faults: Faults;
  /** Told of every call, refused ones included. */
  onCall?: (call: Call) => void;
  /** Forgets what was asked. */
  reset(): void;
  stop(): Promise<void>;
}

/** A call as the server understands it. */
export interface Call {
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  readonly input: Readonly<Record<string, string | undefined>>;
}

const ACCOUNT = '111111111111';
const OWNERS = ['kms key', 'ec2 volume', 'ec2 snapshot', 'ec2 group', 'lambda function'] as const;

/** Ids of one kind in one Region: the size is spread evenly over kinds and Regions. */
const idsOf = (kind: (typeof OWNERS)[number], size: number, regions: number): string[] =>
  Array.from({ length: Math.ceil(size / OWNERS.length / regions) }, (_, at) => `${kind.split(' ')[1]}-${String(at).padStart(6, '0')}`);

/** One page of a list, and the token of the next. */
function page<T>(items: readonly T[], token: string | undefined, size: number): { items: readonly T[]; next?: string } {
  const from = Number(token ?? 0);
  return { items: items.slice(from, from + size), ...from + size < items.length && { next: String(from + size) } };
}

const keyArn = (region: string, id: string) => `arn:aws:kms:${region}:${ACCOUNT}:key/${id}`;
const functionArn = (region: string, id: string) => `arn:aws:lambda:${region}:${ACCOUNT}:function:${id}`;

function kms({ operation, region, input }: Call, ids: readonly string[]): object {
  const [KeyId = '', Marker] = [input.KeyId, input.Marker];
  const { items, next } = page(ids, Marker, 1000);
  return {
    ListAliases: () => ({ Aliases: [] }),
    ListKeys: () => ({ Keys: items.map((id) => ({ KeyId: id, KeyArn: keyArn(region, id) })), Truncated: next !== undefined, NextMarker: next }),
    DescribeKey: () => ({ KeyMetadata: { KeyId, Arn: keyArn(region, KeyId), KeyManager: 'CUSTOMER', KeyState: 'Enabled', KeyUsage: 'ENCRYPT_DECRYPT' } }),
    GetKeyPolicy: () => ({ Policy: '{"Version":"2012-10-17","Statement":[]}' }),
    GetKeyRotationStatus: () => ({ KeyRotationEnabled: KeyId.endsWith('0') }),
    ListResourceTags: () => ({ Tags: [{ TagKey: 'Owner', TagValue: 'team' }] }),
    ListGrants: () => ({ Grants: [] }),
    GetKeyLastUsage: () => ({ KeyId, KeyLastUsage: { Operation: 'Decrypt', Timestamp: 1_770_000_000 }, TrackingStartDate: 1_760_000_000 }),
  }[operation]!();
}

function lambda({ operation, region, input }: Call, ids: readonly string[]): object {
  const { items, next } = page(ids, input.Marker, 50);
  const configuration = (id: string) => ({
    FunctionName: id,
    FunctionArn: functionArn(region, id),
    Runtime: 'nodejs20.x',
    Role: `arn:aws:iam::${ACCOUNT}:role/app`,
    KMSKeyArn: keyArn(region, 'key-000000'),
    PackageType: 'Zip',
  });
  return {
    ListFunctions: () => ({ Functions: items.map(configuration), NextMarker: next }),
    ListEventSourceMappings: () => ({ EventSourceMappings: [] }),
    GetPolicy: () => ({ Policy: '{"Version":"2012-10-17","Statement":[]}' }),
    ListTags: () => ({ Tags: { Owner: 'team' } }),
    ListFunctionUrlConfigs: () => ({ FunctionUrlConfigs: [] }),
    GetFunctionCodeSigningConfig: () => ({}),
  }[operation]!();
}

const xmlList = (name: string, items: readonly string[]) => `<${name}>${items.map((item) => `<item>${item}</item>`).join('')}</${name}>`;

function ec2({ operation, region, input }: Call, idsOfKind: (kind: (typeof OWNERS)[number]) => readonly string[]): string {
  const list = (kind: (typeof OWNERS)[number], name: string, row: (id: string) => string) => {
    const { items, next } = page(idsOfKind(kind), input.NextToken, Number(input.MaxResults ?? 1000));
    return `${xmlList(name, items.map(row))}${next ? `<nextToken>${next}</nextToken>` : ''}`;
  };
  const rows: Record<string, () => string> = {
    DescribeVolumes: () => list('ec2 volume', 'volumeSet', (id) =>
      `<volumeId>${id}</volumeId><encrypted>${id.endsWith('0')}</encrypted><size>8</size><status>in-use</status><kmsKeyId>${keyArn(region, 'key-000000')}</kmsKeyId>`),
    DescribeSnapshots: () => list('ec2 snapshot', 'snapshotSet', (id) => `<snapshotId>${id}</snapshotId><volumeId>volume-000000</volumeId><encrypted>true</encrypted>`),
    DescribeSnapshotAttribute: () => `<snapshotId>${input.SnapshotId}</snapshotId><createVolumePermission/>`,
    DescribeSecurityGroups: () => list('ec2 group', 'securityGroupInfo', (id) =>
      `<groupId>${id}</groupId><groupName>${id}</groupName><vpcId>vpc-1</vpcId><ownerId>${ACCOUNT}</ownerId><ipPermissions>`
      + '<item><ipProtocol>tcp</ipProtocol><fromPort>443</fromPort><toPort>443</toPort><ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item></ipRanges></item></ipPermissions>'),
  };
  return `<${operation}Response>${rows[operation]?.() ?? ''}</${operation}Response>`;
}

/** Operations of Lambda by the end of their path. */
const LAMBDA_PATHS: readonly (readonly [RegExp, string])[] = [
  [/\/policy$/, 'GetPolicy'], [/\/tags\//, 'ListTags'], [/\/urls$/, 'ListFunctionUrlConfigs'], [/\/code-signing-config$/, 'GetFunctionCodeSigningConfig'],
  [/\/event-source-mappings\/?$/, 'ListEventSourceMappings'], [/\/functions\/?$/, 'ListFunctions'],
];

function callOf({ url = '', headers }: IncomingMessage, body: string): Call {
  const [, region, service] = /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? '')!;
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  if (service === 'kms') return { service, region, operation: String(headers['x-amz-target']).split('.')[1], input: JSON.parse(body || '{}') as Call['input'] };
  if (service === 'lambda') {
    const [, operation] = LAMBDA_PATHS.find(([path]) => path.test(pathname))!;
    return { service, region, operation, input: Object.fromEntries(searchParams) };
  }
  const input = Object.fromEntries(new URLSearchParams(body));
  return { service, region, operation: input.Action ?? String(headers['x-amz-target']).split('.')[1], input };
}

/** A number from 0 to 1 that is always the same for the same text. */
const fraction = (text: string) => createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32;

/** What a client is sent when it is refused, in the protocol of the service. */
function refusal({ service }: Call, status: number, code: string): { status: number; headers: Record<string, string>; body: string } {
  const ec2Body = `<Response><Errors><Error><Code>${code}</Code><Message>no</Message></Error></Errors><RequestID>1</RequestID></Response>`;
  return { status, headers: { 'x-amzn-errortype': code }, body: service === 'ec2' ? ec2Body : JSON.stringify({ __type: code, message: 'no' }) };
}

/** Lets the server listen on 127.0.0.1; its address. */
async function listening(server: Server): Promise<string> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/**
 * Starts the server on 127.0.0.1.
 * @param size resources, over all Regions
 * @param regions how many Regions are read
 */
export async function startCannedAws(size: number, regions: number): Promise<CannedAws> {
  const counts: Counts = { calls: 0, duplicates: 0, throttled: 0, denied: 0 };
  const seen = new Set<string>();
  const state: { faults: Faults; onCall?: (call: Call) => void } = { faults: {} };
  const all = new Map(OWNERS.map((kind) => [kind, idsOf(kind, size, regions)]));
  const ids = (kind: (typeof OWNERS)[number]) => all.get(kind)!;
  const answerOf = (call: Call, key: string) => {
    const { throttled = 0, denied = 0 } = state.faults;
    if (fraction(`deny ${key}`) < denied) {
      counts.denied++;
      return refusal(call, 403, call.service === 'ec2' ? 'UnauthorizedOperation' : 'AccessDeniedException');
    }
    if (throttled > 0 && fraction(`throttle ${counts.calls}`) < throttled) {
      counts.throttled++;
      return refusal(call, call.service === 'ec2' ? 503 : 400, call.service === 'ec2' ? 'RequestLimitExceeded' : 'ThrottlingException');
    }
    if (seen.has(key)) counts.duplicates++;
    seen.add(key);
    if (call.service === 'ec2') return { status: 200, headers: { 'content-type': 'text/xml' }, body: ec2(call, ids) };
    const value = call.service === 'kms' ? kms(call, ids('kms key')) : call.service === 'lambda' ? lambda(call, ids('lambda function')) : {};
    return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: JSON.stringify(value) };
  };
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const call = callOf(request, body);
      counts.calls++;
      state.onCall?.(call);
      const answer = answerOf(call, [call.service, call.region, call.operation, request.method, request.url, body].join(' '));
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  return {
    counts,
    endpoint: await listening(server),
    get faults() { return state.faults; },
    set faults(faults: Faults) { state.faults = faults; },
    set onCall(onCall: (call: Call) => void) { state.onCall = onCall; },
    reset: () => {
      Object.assign(counts, { calls: 0, duplicates: 0, throttled: 0, denied: 0 });
      seen.clear();
    },
    stop: () => new Promise((closed) => {
      server.closeAllConnections();
      server.close(() => closed());
    }),
  };
}
