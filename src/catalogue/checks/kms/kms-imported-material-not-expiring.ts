import { defineCheck } from '../../model/check';
import { kms } from '../../services/kms';

const days = 30;

/** https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys-conceptual.html */
export const kmsImportedMaterialNotExpiring = defineCheck(kms, {
  id: 'kms-imported-material-not-expiring',
  entity: 'aws_kms_key',
  severity: 'medium',
  title: `Imported key material is valid for more than ${days} days`,
  why: 'When the material expires, AWS deletes it: nothing that it encrypted can be read until it is imported again.',
  needs: [kms.need('ListKeys'), kms.need('DescribeKey')],
  remedy: {
    cli: 'aws kms import-key-material --key-id <key-id> --encrypted-key-material fileb://material --import-token fileb://token --expiration-model KEY_MATERIAL_DOES_NOT_EXPIRE',
    cdk: "new kms.Key(this, 'Key', { enableKeyRotation: true }) // material of AWS does not expire",
  },
  applies: ({ Origin, KeyState, ValidTo }) => Origin === 'EXTERNAL' && KeyState !== 'PendingDeletion' && ValidTo !== undefined,
  fails: ({ ValidTo }, look) => {
    const left = -look.daysSince(ValidTo!);
    return left > days ? undefined : `ValidTo is ${ValidTo} (${left} days left)`;
  },
  examples: {
    pass: [{ entity: { Origin: 'EXTERNAL', KeyState: 'Enabled', ValidTo: '2026-06-01T00:00:00Z' } }],
    fail: [{ entity: { Origin: 'EXTERNAL', KeyState: 'Enabled', ValidTo: '2026-01-10T00:00:00Z' } }],
  },
});
