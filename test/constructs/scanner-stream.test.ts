import { Aws } from 'aws-cdk-lib/core';
import { ReadOnlyScannerRole, ScannerGrant, ScannerStream } from '../../src';
import { streamIds } from '../../src/derive/streams';

test('there is a constant for every stream of the catalogue, and no other', () => {
  const constants = Object.entries(ScannerStream).filter(([, value]) => value instanceof ScannerStream) as [string, ScannerStream][];
  expect(constants.map(([, { id }]) => id).sort()).toEqual([...streamIds].sort());
  for (const [name, { id }] of constants) expect(name).toBe(id.toUpperCase().replaceAll('-', '_'));
});

describe('a stream of your own', () => {
  test('is granted as one of the catalogue is, on its resources, and what SecurityAudit grants is left out beside it', () => {
    const streams = [ScannerStream.custom('billing', { actions: ['ce:GetCostAndUsage', 'rds:DescribeDBInstances'], resources: [`arn:${Aws.PARTITION}:x:::y`] }), ScannerStream.KMS];
    const [exact] = ReadOnlyScannerRole.statementsFor({ streams, grant: ScannerGrant.EXACT, partition: 'aws' });
    expect(JSON.parse(exact).Statement).toContainEqual(expect.objectContaining({ Action: ['ce:GetCostAndUsage', 'rds:DescribeDBInstances'], Resource: [`arn:${Aws.PARTITION}:x:::y`] }));
    const [beside] = ReadOnlyScannerRole.statementsFor({ streams, denyDataAccess: false });
    expect(JSON.parse(beside).Statement.flatMap(({ Action }: { Action: string[] }) => Action)).toEqual(['ce:GetCostAndUsage']);
  });

  test.each([
    [{ actions: [] }, "actions of the stream 'x' must be IAM actions such as ec2:DescribeInstances, got none."],
    [{ actions: ['DescribeInstances'] }, "must be IAM actions such as ec2:DescribeInstances, got 'DescribeInstances'."],
    [{ actions: ['*'] }, "got '*'."],
    [{ actions: ['s3:Get*'] }, "The stream 'x' must not let in s3:GetDataAccess (returns temporary credentials of S3 Access Grants), but 's3:Get*' allows it."],
    [{ actions: ['ses:ListContacts'] }, "must not let in ses:ListContacts (returns personal data), but 'ses:ListContacts' allows it."],
    [{ actions: ['apigateway:GET'], resources: [`arn:${Aws.PARTITION}:apigateway:*::/apikeys`] }, 'must not let in apigateway:GET (returns API keys)'],
    [{ actions: ['ec2:DescribeVpcs'], resources: [] }, "resources of the stream 'x' must be ARNs or *, got none."],
    [{ actions: ['ec2:DescribeVpcs'], resources: ['bucket'] }, "resources of the stream 'x' must be ARNs or *, got 'bucket'."],
  ])('%j is refused', (props, message) => {
    expect(() => ScannerStream.custom('x', props)).toThrow(message);
  });
});
