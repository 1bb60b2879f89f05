import { homeRegion, partitionOf, placeOf } from '../../../src/engine/collect/place';

const at = (region: string, regions: string[]) => placeOf({ accountId: '111111111111', region, regions });

test.each([['us-east-1', 'aws'], ['cn-north-1', 'aws-cn'], ['us-gov-west-1', 'aws-us-gov'], ['eusc-de-east-1', 'aws-eusc']])('%s is in %s', (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
  expect(partitionOf(homeRegion(partition))).toBe(partition);
});

test('an ARN has the partition, and no Region in a global unit', () => {
  expect(at('cn-north-1', ['cn-north-1']).arn('kms', 'key/1')).toBe('arn:aws-cn:kms:cn-north-1:111111111111:key/1');
  expect(at('global', ['us-east-1']).arn('iam', 'user/a')).toBe('arn:aws:iam::111111111111:user/a');
  expect(at('us-east-1', ['us-east-1']).arn('iam', 'role/a', { region: '', accountId: '222222222222' })).toBe('arn:aws:iam::222222222222:role/a');
});

test('what several Regions show is told of once: at home if that is scanned, else in the first Region', () => {
  const regions = ['us-east-1', 'eu-west-1'];
  for (const home of ['us-east-1', 'eu-west-1', 'ap-south-1', undefined]) {
    expect(regions.filter((region) => at(region, regions).owns(home))).toEqual([home && regions.includes(home) ? home : 'us-east-1']);
  }
});
