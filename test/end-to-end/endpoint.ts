import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { prepareEnvironment } from '../../emulator/virtual-environment';

/** A self-signed certificate of localhost, written to a folder. */
const CERTIFICATE = `
import datetime, ipaddress, sys
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
key = ec.generate_private_key(ec.SECP256R1())
name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
now = datetime.datetime.now(datetime.timezone.utc)
certificate = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(x509.random_serial_number())
    .not_valid_before(now - datetime.timedelta(hours=1)).not_valid_after(now + datetime.timedelta(days=1))
    .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
    .sign(key, hashes.SHA256()))
open(sys.argv[1] + "/key.pem", "wb").write(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
open(sys.argv[1] + "/certificate.pem", "wb").write(certificate.public_bytes(serialization.Encoding.PEM))
`;

/** What came to the endpoint. */
export interface Delivery { readonly path: string; readonly headers: IncomingHttpHeaders; readonly event: Record<string, unknown> & { readonly detail: Record<string, unknown> } }

/** An HTTPS endpoint on this machine that keeps what it gets. */
export interface Endpoint {
  readonly url: string;
  /** File of the certificate that a client must trust. */
  readonly certificate: string;
  readonly deliveries: Delivery[];
  /** Requests for a token, which the path /token gives out. */
  readonly tokenRequests: string[];
  /** HTTP statuses of the next answers, 0 for none at all; then 200. */
  readonly answers: number[];
  /**
   * Waits until nothing has come for a while; answers what came since the last call.
   * @param least deliveries to wait for, up to 10 seconds
   */
  settled(least?: number): Promise<Delivery[]>;
  stop(): Promise<void>;
}

const QUIET_MS = 400;
const PATIENCE_MS = 10_000;

/** Starts an endpoint. */
export async function startEndpoint(): Promise<Endpoint> {
  const folder = mkdtempSync(join(tmpdir(), 'endpoint-'));
  execFileSync(await prepareEnvironment(), ['-c', CERTIFICATE, folder]);
  const deliveries: Delivery[] = [];
  const answers: number[] = [];
  const tokenRequests: string[] = [];
  let seen = 0;
  let last = Date.now();
  const server = createServer({ key: readFileSync(join(folder, 'key.pem')), cert: readFileSync(join(folder, 'certificate.pem')) }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      last = Date.now();
      const body = Buffer.concat(chunks).toString();
      if (request.url === '/token') {
        tokenRequests.push(body);
        response.writeHead(200).end(JSON.stringify({ access_token: `token-${tokenRequests.length}`, token_type: 'Bearer', expires_in: 3600 }));
        return;
      }
      const status = answers.shift() ?? 200;
      if (status === 200) deliveries.push({ path: request.url!, headers: request.headers, event: JSON.parse(body) });
      if (status > 0) response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}/events`,
    certificate: join(folder, 'certificate.pem'),
    deliveries,
    answers,
    tokenRequests,
    async settled(least = 0) {
      for (const end = Date.now() + PATIENCE_MS; deliveries.length < seen + least && Date.now() < end;) await sleep(20);
      last = Date.now();
      while (Date.now() - last < QUIET_MS) await sleep(50);
      const fresh = deliveries.slice(seen);
      seen = deliveries.length;
      return fresh;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
