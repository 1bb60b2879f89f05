import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate to make: its key by the arguments of `openssl genpkey`. */
export interface Wanted {
  readonly key: readonly string[];
  readonly subject: string;
  readonly extensions?: readonly string[];
  readonly digest?: string;
  /** As `openssl ca` takes them; else 30 days from now. */
  readonly dates?: readonly [start: string, end: string];
  readonly sign?: readonly string[];
}

export const rsaKey = (bits: number) => ['-algorithm', 'RSA', '-pkeyopt', `rsa_keygen_bits:${bits}`];
export const ecKey = (curve: string) => ['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${curve}`];

/** Makes certificates with OpenSSL in a folder that `close` removes. */
export class Authority {
  private readonly folder = mkdtempSync(join(tmpdir(), 'crypto-'));
  private made = 0;

  /** The certificate in PEM and the file of its key; self-signed without an issuer. */
  make({ key, subject, extensions = [], digest = 'sha256', dates, sign = [] }: Wanted, issuer?: { pem: string; keyFile: string }): { pem: string; keyFile: string } {
    const path = (name: string) => join(this.folder, `${this.made}-${name}`);
    this.made++;
    const [keyFile, request, out] = [path('key'), path('csr'), path('crt')];
    run('genpkey', ...key, '-out', keyFile);
    run('req', '-new', '-key', keyFile, '-subj', subject, '-out', request, '-utf8');
    writeFileSync(path('ext'), ['[e]', ...extensions, ''].join('\n'));
    writeFileSync(path('issuer'), issuer?.pem ?? '');
    writeFileSync(path('db'), '');
    writeFileSync(path('cnf'), `[ca]\ndefault_ca=d\n[d]\ndatabase=${path('db')}\nnew_certs_dir=${this.folder}\nrand_serial=yes\npolicy=p\nunique_subject=no\n`
      + 'email_in_dn=yes\n[p]\ncountryName=optional\norganizationName=optional\ncommonName=optional\n');
    const by = issuer ? ['-cert', path('issuer'), '-keyfile', issuer.keyFile] : ['-selfsign', '-keyfile', keyFile];
    const valid = dates ? ['-startdate', dates[0], '-enddate', dates[1]] : ['-days', '30'];
    const hash = digest === '' ? ['-md', 'default'] : ['-md', digest];
    run('ca', '-batch', '-config', path('cnf'), ...by, ...valid, ...hash, '-in', request, '-out', out, '-extfile', path('ext'), '-extensions', 'e', '-notext', '-utf8',
      '-preserveDN', ...sign);
    return { pem: readFileSync(out, 'utf8'), keyFile };
  }

  /** What a file of the folder holds. */
  text(file: string): string { return readFileSync(file, 'utf8'); }

  close(): void { rmSync(this.folder, { recursive: true }); }
}

const run = (...args: string[]) => execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

const x509 = (pem: string, ...args: string[]) => execFileSync('openssl', ['x509', '-noout', ...args], { encoding: 'utf8', input: pem, stdio: ['pipe', 'pipe', 'pipe'] });

const extension = (pem: string, name: string) => {
  const lines = x509(pem, '-ext', name).split('\n');
  return lines[1]?.trim().split(', ').filter(Boolean) ?? [];
};

const nameOf = (pem: string, which: string) => x509(pem, `-${which}`, '-nameopt', 'esc_2253,esc_ctrl,utf8,sep_multiline,sname').split('\n').slice(1)
  .map((line) => line.trim()).filter(Boolean).join(', ');

/** What `openssl x509` says of a certificate, in the words of our parser. */
export function asOpenSsl(pem: string) {
  const text = x509(pem, '-text');
  return {
    subject: nameOf(pem, 'subject'),
    issuer: nameOf(pem, 'issuer'),
    serialNumber: x509(pem, '-serial').trim().replace('serial=', ''),
    notBefore: new Date(x509(pem, '-startdate').trim().replace('notBefore=', '')).toISOString(),
    notAfter: new Date(x509(pem, '-enddate').trim().replace('notAfter=', '')).toISOString(),
    subjectAltNames: extension(pem, 'subjectAltName'),
    bits: Number(/Public-Key: \((\d+) bit\)/.exec(text)?.[1]),
    curve: /NIST CURVE: (\S+)/.exec(text)?.[1],
    signature: /Signature Algorithm: (\S+)/.exec(text)![1],
    keyUsage: extension(pem, 'keyUsage'),
    isCa: /CA:TRUE/.test(text),
    fingerprint: x509(pem, '-fingerprint', '-sha256').trim().split('=')[1].replaceAll(':', '').toLowerCase(),
  };
}
