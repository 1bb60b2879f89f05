import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr';
import { CreateClusterCommand as CreateEcsClusterCommand, CreateServiceCommand, ECSClient, RegisterTaskDefinitionCommand, type RegisterTaskDefinitionCommandInput } from '@aws-sdk/client-ecs';
import { CreateClusterCommand, EKSClient } from '@aws-sdk/client-eks';
import { AddPermissionCommand, CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { proof, type Proof, type Site } from '../proof';

const EMPTY_ZIP = Buffer.from('PK\x05\x06'.padEnd(22, '\0'));

async function repository({ options, isGood }: Site): Promise<string> {
  const input = { repositoryName: 'app', imageScanningConfiguration: { scanOnPush: isGood } };
  return (await new ECRClient(options).send(new CreateRepositoryCommand(input))).repository!.repositoryArn!;
}

async function register({ options }: Site, input: RegisterTaskDefinitionCommandInput): Promise<string> {
  return (await new ECSClient(options).send(new RegisterTaskDefinitionCommand(input))).taskDefinition!.taskDefinitionArn!;
}

const app = { name: 'app', image: 'app:1', memory: 128 };

const logging = (site: Site) => ({ logDriver: 'awslogs' as const, options: { 'awslogs-group': 'app', 'awslogs-region': site.options.region, 'awslogs-stream-prefix': 'app' } });

const definition = (site: Site) => register(site, {
  family: 'app',
  networkMode: 'awsvpc',
  pidMode: site.isGood ? undefined : 'host',
  containerDefinitions: [{
    ...app,
    privileged: !site.isGood,
    readonlyRootFilesystem: site.isGood,
    logConfiguration: site.isGood ? logging(site) : undefined,
    environment: site.either([{ name: 'STAGE', value: 'production' }], [{ name: 'DB_PASSWORD', value: 'hunter2-hunter2' }]),
  }],
});

const onHost = (site: Site) => register(site, { family: 'agent', networkMode: 'host', containerDefinitions: [{ ...app, user: site.either('1000', 'root') }] });

async function service(site: Site): Promise<string> {
  const [ecs, { subnetIds: subnets }] = [new ECSClient(site.options), await site.network()];
  await ecs.send(new CreateEcsClusterCommand({ clusterName: 'web' }));
  const taskDefinition = await register(site, { family: 'web', networkMode: 'awsvpc', containerDefinitions: [app] });
  const awsvpcConfiguration = { subnets, assignPublicIp: site.isGood ? 'DISABLED' as const : 'ENABLED' as const };
  const input = { cluster: 'web', serviceName: 'web', taskDefinition, desiredCount: 0, launchType: 'FARGATE' as const, networkConfiguration: { awsvpcConfiguration } };
  return (await ecs.send(new CreateServiceCommand(input))).service!.serviceArn!;
}

async function cluster(site: Site): Promise<string> {
  const { isGood } = site;
  return (await new EKSClient(site.options).send(new CreateClusterCommand({
    name: 'pods',
    version: site.either('1.35', '1.31'),
    roleArn: `arn:aws:iam::${site.accountId}:role/pods`,
    resourcesVpcConfig: { subnetIds: (await site.network()).subnetIds, endpointPublicAccess: true, publicAccessCidrs: [site.either('198.51.100.0/24', '0.0.0.0/0')] },
    encryptionConfig: isGood ? [{ resources: ['secrets'], provider: { keyArn: site.arn('kms', 'key/11111111-2222-4333-8444-555555555555') } }] : undefined,
  }))).cluster!.arn!;
}

async function lambda(site: Site): Promise<string> {
  const client = new LambdaClient(site.options);
  const { FunctionArn } = await client.send(new CreateFunctionCommand({
    FunctionName: 'orders', Role: `arn:aws:iam::${site.accountId}:role/orders`, Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile: EMPTY_ZIP },
  }));
  await client.send(new AddPermissionCommand({ FunctionName: 'orders', StatementId: 'callers', Action: 'lambda:InvokeFunction', Principal: site.either(site.accountId, '*') }));
  return FunctionArn!;
}

/** Images, tasks, clusters and functions. */
export const containers: readonly Proof[] = [
  proof(repository, 'ecr-repository-scans-on-push'),
  proof(definition, 'ecs-task-definition-no-privileged-containers', 'ecs-task-definition-readonly-root', 'ecs-task-definition-logging', 'ecs-task-definition-no-environment-secrets',
    'ecs-task-definition-own-process-namespace'),
  proof(onHost, 'ecs-task-definition-host-network-no-root'),
  proof(service, 'ecs-service-no-public-ip'),
  proof(cluster, 'eks-cluster-not-public', 'eks-cluster-secrets-encrypted', 'eks-cluster-supported-version'),
  proof(lambda, 'lambda-function-not-public'),
];
