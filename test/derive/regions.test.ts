import { RegionInfo } from 'aws-cdk-lib/region-info';
import { optInRegionsOf, regionOf } from '../../src/derive/regions';

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
