import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// The examples import the package by its name, as a reader would.
jest.mock('cdk-security-scanner', () => jest.requireActual('../../src'), { virtual: true });

test('the example of the platforms makes a role for each', () => {
  const folder = mkdtempSync(join(tmpdir(), 'platforms-'));
  process.env.CDK_OUTDIR = folder;
  try {
    jest.requireActual('../../examples/platforms/app');
    const rolesOf = (stack: string) => {
      const { Resources } = JSON.parse(readFileSync(join(folder, `${stack}.template.json`), 'utf8')) as { Resources: Record<string, { Type: string; Properties: { RoleName?: string } }> };
      return Object.values(Resources).filter(({ Type }) => Type === 'AWS::IAM::Role').flatMap(({ Properties }) => Properties.RoleName ?? []).sort();
    };
    expect(rolesOf('JupiterOne')).toEqual(['JupiterOne']);
    expect(rolesOf('Cyscale')).toEqual(['CyscaleReadOnly']);
    expect(rolesOf('FortiCnapp')).toEqual(['FortiCnappReadOnly']);
    expect(rolesOf('ZscalerUvm')).toEqual(['AvalorConnector', 'AvalorListAccounts']);
    expect(rolesOf('AqtiveGuard')).toEqual(['AQtiveGuardReadOnlyAccessRole']);
    expect(rolesOf('Acme')).toEqual(['AcmeReadOnly']);
  } finally {
    delete process.env.CDK_OUTDIR;
    rmSync(folder, { recursive: true, force: true });
  }
});
