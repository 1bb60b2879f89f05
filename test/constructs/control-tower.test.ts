import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// The examples import the package by its name, as a reader would.
jest.mock('cdk-security-scanner', () => jest.requireActual('../../src'), { virtual: true });

test('the example of AWS Control Tower makes a queue in Audit and a role in Log Archive, and nothing of what exists', () => {
  const folder = mkdtempSync(join(tmpdir(), 'control-tower-'));
  process.env.CDK_OUTDIR = folder;
  try {
    jest.requireActual('../../examples/control-tower/app');
    const typesOf = (stack: string) => {
      const { Resources } = JSON.parse(readFileSync(join(folder, `${stack}.template.json`), 'utf8')) as { Resources: Record<string, { Type: string }> };
      return [...new Set(Object.values(Resources).map(({ Type }) => Type))].filter((type) => !type.includes('CDK::Metadata')).sort();
    };
    expect(typesOf('Audit')).toEqual(['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::Dashboard', 'AWS::KMS::Key', 'AWS::SNS::Subscription', 'AWS::SQS::Queue', 'AWS::SQS::QueuePolicy']);
    expect(typesOf('LogArchive')).toEqual(['AWS::IAM::Policy', 'AWS::IAM::Role']);
  } finally {
    delete process.env.CDK_OUTDIR;
    rmSync(folder, { recursive: true, force: true });
  }
});
