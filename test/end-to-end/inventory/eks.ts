import { CreateClusterCommand, DeleteClusterCommand, EKSClient } from '@aws-sdk/client-eks';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

/** Two clusters. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const eks = new EKSClient(options);
  const clusters = await Promise.all(['orders', 'unused'].map((name) => eks.send(new CreateClusterCommand({
    name, roleArn: `arn:aws:iam::${options.credentials.accessKeyId}:role/orders`, resourcesVpcConfig: { subnetIds: ['subnet-0a1b2c3d', 'subnet-0f0e0d0c'] },
  }))));
  return { aws_eks_cluster: clusters.map(({ cluster }) => cluster!.arn!) };
}

/** Deletes one of the clusters. */
export async function remove(options: ClientOptions, { aws_eks_cluster: clusters = [] }: Truth): Promise<readonly string[]> {
  await new EKSClient(options).send(new DeleteClusterCommand({ name: 'unused' }));
  return clusters.filter((arn) => arn.endsWith('/unused'));
}
