import type { CryptoAsset } from './assets';
import { acmCertificates, authorityCertificates, serverCertificates } from './certificates';
import { hostKeys, keyPair, kmsKey, parameter, secret, signingProfile } from './material';
import type { Entity } from '../contracts';

const BY_TYPE: Partial<Record<Entity['_type'], (entity: Entity) => CryptoAsset | CryptoAsset[]>> = {
  aws_acm_certificate: acmCertificates,
  aws_account: serverCertificates,
  aws_acmpca_certificate_authority: authorityCertificates,
  aws_kms_key: kmsKey,
  aws_secretsmanager_secret: secret,
  aws_ssm_parameter: parameter,
  aws_key_pair: keyPair,
  aws_transfer_server: hostKeys,
  aws_signer_signing_profile: signingProfile,
};

/** The cryptographic assets that an entity is or holds: mostly none. */
export const assetsOf = (entity: Entity): readonly CryptoAsset[] => (entity._mapped ? [] : [BY_TYPE[entity._type]?.(entity) ?? []].flat());
