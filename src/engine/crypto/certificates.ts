import { headOf, textOf, timeOf, type AssetHead, type CertificateAsset } from './assets';
import { sharingOf } from './sharing';
import { keyAlgorithm, signatureNamed } from '../../catalogue/crypto/algorithms';
import { parseCertificate, pemBlocks, type ParsedCertificate } from '../../catalogue/crypto/certificate';
import type { Entity } from '../contracts';

function parsed(pem: string | undefined): ParsedCertificate | undefined {
  try {
    return pem === undefined ? undefined : parseCertificate(pem);
  } catch {
    return undefined;
  }
}

const known = <T extends object>(all: T) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Partial<T>;

const chainKey = ({ fingerprint }: ParsedCertificate) => `certificate:sha256:${fingerprint}`;

interface Texts { readonly Certificate?: unknown; readonly CertificateChain?: unknown; readonly [field: string]: unknown }

/**
 * A certificate and those of its chain, each linked to its issuer.
 * @param told what AWS tells of it, for where its text is not there
 */
function withChain(head: AssetHead, { Certificate, CertificateChain }: Texts, told: Partial<CertificateAsset>): CertificateAsset[] {
  const own = parsed(pemBlocks(textOf(Certificate))[0]);
  const chain = pemBlocks(textOf(CertificateChain)).flatMap((pem) => parsed(pem) ?? []);
  const issuerOf = (of: ParsedCertificate | undefined) => {
    const issuer = of && !of.isSelfSigned ? chain.find((each) => each.subject === of.issuer) : undefined;
    return issuer && { issuedBy: chainKey(issuer) };
  };
  const { key: _, sharedWith: __, ...place } = head;
  return [
    { ...told, ...own, ...issuerOf(own), ...head, kind: 'certificate', isParsed: own !== undefined },
    ...chain.map((each): CertificateAsset => ({ ...place, key: chainKey(each), name: each.subject, kind: 'certificate', isParsed: true, ...each, ...issuerOf(each) })),
  ];
}

/** What AWS Certificate Manager tells beside the text of a certificate. */
function toldByAcm(entity: Entity): Partial<CertificateAsset> {
  const { Subject, Issuer, Serial, NotBefore, NotAfter, SubjectAlternativeNames, KeyAlgorithm, SignatureAlgorithm, isInUse, Type } = entity;
  return known({
    subject: textOf(Subject),
    issuer: textOf(Issuer),
    serialNumber: textOf(Serial)?.replaceAll(':', '').toUpperCase(),
    notBefore: timeOf(NotBefore),
    notAfter: timeOf(NotAfter),
    subjectAltNames: (SubjectAlternativeNames as string[] | undefined)?.map((name) => `DNS:${name}`),
    publicKey: typeof KeyAlgorithm === 'string' ? keyAlgorithm(KeyAlgorithm) : undefined,
    signature: typeof SignatureAlgorithm === 'string' ? signatureNamed(SignatureAlgorithm) : undefined,
    isInUse: typeof isInUse === 'boolean' ? isInUse : undefined,
    renewal: textOf(Type),
  });
}

/** A certificate of AWS Certificate Manager. */
export const acmCertificates = (entity: Entity): CertificateAsset[] => withChain(headOf(entity), entity as Texts, toldByAcm(entity));

interface ServerCertificate extends Texts { readonly Arn?: string; readonly ServerCertificateName?: string; readonly Expiration?: string }

/** The server certificates that AWS IAM keeps for an account. */
export const serverCertificates = (account: Entity): CertificateAsset[] => ((account.ServerCertificates ?? []) as readonly ServerCertificate[])
  .flatMap(({ Arn, ServerCertificateName: name, Expiration, ...texts }) => (Arn
    ? withChain({ ...headOf(account), key: Arn, name: name ?? Arn }, texts, known({ notAfter: timeOf(Expiration) })) : []));

interface Authority { readonly KeyAlgorithm?: string; readonly SigningAlgorithm?: string }

/** The certificate of an authority of AWS Private CA; before it has one, what it will be. */
export function authorityCertificates(entity: Entity): CertificateAsset[] {
  const { KeyAlgorithm, SigningAlgorithm } = (entity.CertificateAuthorityConfiguration ?? {}) as Authority;
  return withChain({ ...headOf(entity), ...sharingOf(entity) }, entity as Texts, known({
    notBefore: timeOf(entity.NotBefore),
    notAfter: timeOf(entity.NotAfter),
    publicKey: KeyAlgorithm === undefined ? undefined : keyAlgorithm(KeyAlgorithm),
    signature: SigningAlgorithm === undefined ? undefined : signatureNamed(SigningAlgorithm),
    isCa: true,
  }));
}
