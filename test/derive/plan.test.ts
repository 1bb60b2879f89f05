import { services } from '../../src/catalogue/services';
import { ordered, plan } from '../../src/derive/plan';

test('a unit for each regional service and Region, one for each global service', () => {
  const units = plan(services, [{ accountId: '1', regions: ['us-east-1', 'eu-west-1'] }, { accountId: '2', regions: ['us-east-1'] }]);
  const names = units.map(({ accountId, region, service }) => `${accountId} ${region} ${service.id}`);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(['1 global iam', '1 us-east-1 ec2', '1 eu-west-1 ec2', '2 global s3', '2 us-east-1 kms']));
  expect(names).not.toContain('1 us-east-1 iam');
  expect(names).not.toContain('2 eu-west-1 ec2');
});

test.each(services.map((service) => [service.id, service] as const))('%s: parents come before children', (_, service) => {
  const order = ordered(service).map(([, spec]) => spec);
  for (const spec of order.filter(({ of }) => of)) expect(order.indexOf(spec.of!)).toBeLessThan(order.indexOf(spec));
});

test('a circle of parents is an error that names the service', () => {
  const child: { of?: object } = {};
  child.of = { of: child };
  expect(() => ordered({ id: 'odd', entities: { aws_account: child } } as never)).toThrow("Service odd: entities are each other's parents.");
});
