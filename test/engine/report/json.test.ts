import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { cleanSummary, sampleSummary } from './sample';
import { scanJson } from '../../../src/engine/report/json';

const schema = JSON.parse(readFileSync(join(__dirname, '../../../docs/reference/schemas/scan.schema.json'), 'utf8')) as object;
const validate = new Ajv2020({ strict: true, strictRequired: true, allowUnionTypes: true, allErrors: true }).compile(schema);
const printed = (value: unknown) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;

describe('scan --json', () => {
  test.each([['a partly denied scan', sampleSummary()], ['a clean scan', cleanSummary()], ['an empty scan', sampleSummary({ scores: [], denied: [], ledger: [], inventory: {} })]])(
    'follows its schema: %s', (_, summary) => {
      validate(printed(scanJson(summary)));
      expect(validate.errors).toBeNull();
    });

  test('has the agreed shape', () => {
    expect(scanJson(sampleSummary({ scores: [{ accountId: '111122223333', region: 'all', confidence: 1, fail: 0, pass: 0, unknown: 0 }] }))).toEqual({
      run: '2026-11-24T02:15:00.000Z-7f3k9q',
      units: { complete: 53, partial: 7, failed: 4 },
      entities: 1834,
      relationships: 4120,
      findings: { critical: 4, high: 19, medium: 21, low: 10, informational: 0 },
      scores: [{ accountId: '111122223333', region: 'all', score: null }],
      frameworks: [],
      denied: [{ action: 's3:GetBucketPublicAccessBlock', units: 5 }, { action: 'kms:ListKeys', units: 4 }],
      lake: './lake',
    });
  });

  test('the schema refuses what is missing or unknown', () => {
    const good = printed(scanJson(sampleSummary()));
    for (const key of Object.keys(good)) {
      const { [key]: _, ...rest } = good;
      expect([key, validate(rest)]).toEqual([key, false]);
    }
    expect(validate({ ...good, extra: 1 })).toBe(false);
    expect(validate({ ...good, units: { complete: -1, partial: 0, failed: 0 } })).toBe(false);
  });
});
