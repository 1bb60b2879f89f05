import { rsa } from '../../crypto/algorithms';
import { strengthOf } from '../../crypto/strength';
import { defineCheck } from '../../model/check';
import { ec2 } from '../../services/ec2';

/** Key pairs that were imported may be short; AWS makes ones of 2,048 bits. */
export const ec2KeyPairStrong = defineCheck(ec2, {
  id: 'ec2-key-pair-strong',
  entity: 'aws_key_pair',
  severity: 'medium',
  title: 'Key pairs of EC2 are RSA of at least 2,048 bits, or Ed25519',
  why: 'The private key of a short one can be computed, and opens every instance that knows it.',
  needs: [ec2.need('DescribeKeyPairs')],
  remedy: {
    cli: 'aws ec2 create-key-pair --key-name <name> --key-type ed25519',
    cdk: "new ec2.KeyPair(this, 'KeyPair', { type: ec2.KeyPairType.ED25519 })",
  },
  applies: ({ KeyType, keyBits }) => KeyType !== undefined && (KeyType !== 'rsa' || keyBits !== undefined),
  fails: ({ KeyType, keyBits }) => (KeyType === 'rsa' && strengthOf(rsa(keyBits, 'signature')).status === 'disallowed' ? `RSA of ${keyBits} bits` : undefined),
  examples: {
    pass: [{ entity: { KeyType: 'rsa', keyBits: 2048 } }, { entity: { KeyType: 'ed25519' } }],
    fail: [{ entity: { KeyType: 'rsa', keyBits: 1024 } }],
  },
});
