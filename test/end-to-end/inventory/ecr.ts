import { CreateRepositoryCommand, DeleteRepositoryCommand, ECRClient, PutImageCommand, SetRepositoryPolicyCommand } from '@aws-sdk/client-ecr';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

const manifest = (config: string) => JSON.stringify({
  schemaVersion: 2,
  mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
  config: { mediaType: 'application/vnd.docker.container.image.v1+json', size: 2, digest: `sha256:${config.repeat(64)}` },
  layers: [],
});

/** A repository with two images and a policy, and an empty one. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const ecr = new ECRClient(options);
  const orders = (await ecr.send(new CreateRepositoryCommand({ repositoryName: 'orders', tags: [{ Key: 'team', Value: 'orders' }] }))).repository!;
  const unused = (await ecr.send(new CreateRepositoryCommand({ repositoryName: 'unused' }))).repository!;
  const policyText = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: 'ecr:BatchGetImage' }] });
  await ecr.send(new SetRepositoryPolicyCommand({ repositoryName: 'orders', policyText }));
  const images = await Promise.all(['a', 'b'].map((imageTag) =>
    ecr.send(new PutImageCommand({ repositoryName: 'orders', imageTag, imageManifest: manifest(imageTag) }))));
  return {
    aws_ecr_repository: [orders.repositoryArn!, unused.repositoryArn!],
    aws_ecr_image: images.map(({ image }) => `${orders.repositoryArn}/${image!.imageId!.imageDigest}`),
  };
}

/** Deletes the empty repository. */
export async function remove(options: ClientOptions, { aws_ecr_repository: repositories = [] }: Truth): Promise<readonly string[]> {
  await new ECRClient(options).send(new DeleteRepositoryCommand({ repositoryName: 'unused' }));
  return repositories.filter((arn) => arn.endsWith('/unused'));
}
