import { defineCheck } from '../../model/check';
import { globParts, matchesGlob } from '../../model/glob';
import { ecr } from '../../services/ecr';

interface Rule { readonly scanFrequency?: string; readonly repositoryFilters?: readonly { readonly filter?: string }[] }

// A filter without a wildcard means every repository whose name has it.
const matches = (filter: string, name: string) => filter.includes('*') ? matchesGlob(globParts(filter), name) : name.includes(filter);

const scans = ({ scanFrequency, repositoryFilters = [] }: Rule, name: string) =>
  scanFrequency !== 'MANUAL' && repositoryFilters.some(({ filter }) => matches(filter ?? '', name));

/** AWS FSBP ECR.1; the registry's rules count too, and alone under enhanced scanning: https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html */
export const ecrRepositoryScansOnPush = defineCheck(ecr, {
  id: 'ecr-repository-scans-on-push',
  entity: 'aws_ecr_repository',
  severity: 'medium',
  title: 'ECR repositories scan images when they are pushed, by their own setting or by a rule of the registry',
  why: 'Images with known vulnerabilities are deployed without anybody being told.',
  needs: [ecr.need('DescribeRepositories'), ecr.need('GetRegistryScanningConfiguration')],
  remedy: {
    cli: 'aws ecr put-registry-scanning-configuration --scan-type BASIC --rules \'[{"scanFrequency":"SCAN_ON_PUSH","repositoryFilters":[{"filter":"*","filterType":"WILDCARD"}]}]\'',
    cdk: "new ecr.Repository(this, 'Repository', { imageScanOnPush: true })",
  },
  prowler: ['ecr_repositories_scan_images_on_push_enabled'],
  fails: ({ repositoryName = '', registryScanType, registryScanRules = [], imageScanningConfiguration: own }) => {
    if (registryScanRules.some((rule) => scans(rule, repositoryName))) return undefined;
    if (registryScanType === 'ENHANCED') return 'no rule of the registry, whose enhanced scanning takes the place of scanOnPush, scans this repository on push or continuously';
    return own?.scanOnPush ? undefined : `scanOnPush is ${own?.scanOnPush ?? 'not set'}, and no rule of the registry scans this repository`;
  },
  examples: {
    pass: [
      { entity: { repositoryName: 'orders', registryScanType: 'BASIC', registryScanRules: [], imageScanningConfiguration: { scanOnPush: true } } },
      { entity: { repositoryName: 'orders', registryScanType: 'BASIC', registryScanRules: [{ scanFrequency: 'SCAN_ON_PUSH', repositoryFilters: [{ filter: 'ord*', filterType: 'WILDCARD' }] }] } },
      { entity: { repositoryName: 'orders', registryScanType: 'ENHANCED', registryScanRules: [{ scanFrequency: 'CONTINUOUS_SCAN', repositoryFilters: [{ filter: '*', filterType: 'WILDCARD' }] }] } },
    ],
    fail: [
      { entity: { repositoryName: 'orders', registryScanType: 'BASIC', registryScanRules: [], imageScanningConfiguration: { scanOnPush: false } } },
      { entity: { repositoryName: 'orders', registryScanType: 'BASIC', registryScanRules: [{ scanFrequency: 'MANUAL', repositoryFilters: [{ filter: '*', filterType: 'WILDCARD' }] }] } },
      { entity: { repositoryName: 'orders', registryScanType: 'ENHANCED', registryScanRules: [{ scanFrequency: 'SCAN_ON_PUSH', repositoryFilters: [{ filter: 'prod/*', filterType: 'WILDCARD' }] }], imageScanningConfiguration: { scanOnPush: true } } },
    ],
  },
});
