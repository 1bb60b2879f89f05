import { RegionInfo } from 'aws-cdk-lib/region-info';
import { presets } from '../../src/catalogue/presets';
import { services } from '../../src/catalogue/services';
import { plan } from '../../src/derive/plan';
import { defaultRegionsOf, isOffered, optInRegionsOf, refusalOf, regionOf } from '../../src/derive/regions';
import offers from '../facts/region-services.json';
import seed from '../facts/seed-facts.json';

test('every Region that CDK knows is in its partition, and opt-in where CDK says so', () => {
  const wrong = RegionInfo.regions.flatMap(({ name, partition, isOptInRegion }) => {
    const known = regionOf(name);
    if (!known || known.partition !== partition) return [`${name}: ${known?.partition}, CDK: ${partition}`];
    return known.status !== 'unknown' && (known.status === 'opt-in') !== isOptInRegion ? [`${name}: ${known.status}, CDK: ${isOptInRegion}`] : [];
  });
  expect(RegionInfo.regions.length).toBeGreaterThan(30);
  expect(wrong).toEqual([]);
});

test('a Region that is newer than the package is unknown, what cannot be one is nothing', () => {
  expect(regionOf('eu-west-9')).toEqual({ partition: 'aws', status: 'unknown' });
  expect(['mars-1', 'eu-west-1a', 'EU-WEST-1', ''].map(regionOf)).toEqual([undefined, undefined, undefined, undefined]);
  expect(optInRegionsOf('aws-cn')).toEqual([]);
  expect(optInRegionsOf('aws')).toContain('me-south-1');
});

test('a Region is refused with the reason: no Region, another partition, or not supported by the platform', () => {
  expect(refusalOf('eu-west-1', 'aws')).toBeUndefined();
  expect(refusalOf('eu-west-9', 'aws')).toBeUndefined();
  expect(refusalOf('mars', 'aws')).toBe("'mars' is not an AWS Region");
  expect(refusalOf('cn-north-1', 'aws')).toBe('cn-north-1 belongs to the partition aws-cn, whose accounts and credentials are apart from those of aws');
  expect(refusalOf('cn-north-1', 'aws-cn')).toBeUndefined();
  expect(refusalOf('me-south-1', 'aws', { 'me-south-1': 'so it says' })).toBe('me-south-1 is not supported: so it says');
});

test("JupiterOne's document: its unsupported Regions are refused, its supported ones are not", () => {
  const { unsupportedRegions } = presets.find(({ id }) => id === 'jupiterone')!;
  expect(Object.keys(unsupportedRegions!).sort()).toEqual([...seed.jupiterone.unsupportedRegionList].sort());
  for (const region of seed.jupiterone.supportedRegionList) expect(refusalOf(region, 'aws', unsupportedRegions)).toBeUndefined();
});

test('every Region of a partition is default or opt-in, never both', () => {
  expect(defaultRegionsOf('aws')).toContain('us-east-1');
  expect(defaultRegionsOf('aws').filter((region) => optInRegionsOf('aws').includes(region))).toEqual([]);
});

test('what AWS does not offer in a Region is not planned there, everything else is', () => {
  const wrong = Object.entries(offers.regions).flatMap(([region, { services: offered, servicesNotListed }]) => [
    ...offered.filter((service) => !isOffered(service, region)).map((service) => `${service} is offered in ${region}`),
    ...servicesNotListed.filter((service) => isOffered(service, region)).map((service) => `${service} is not offered in ${region}`),
  ]);
  expect(wrong).toEqual([]);
  expect(isOffered('workspaces', 'eu-west-9')).toBe(true);
  const here = { ...services.find(({ scope }) => scope === 'regional')!, id: 'workspaces' };
  expect(plan([here], [{ accountId: '1', regions: ['us-east-1', 'us-west-1'] }]).map(({ region }) => region)).toEqual(['us-east-1']);
});
