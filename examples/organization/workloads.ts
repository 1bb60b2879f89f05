import * as cloudtrail from 'aws-cdk-lib/aws-cloudtrail';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { App, Stack, Tags, type Environment } from 'aws-cdk-lib/core';
import { flawed } from './flaw';

const app = new App();
const environment = (account: string, region: string): Environment => ({ account, region });
/** The bucket of the orders: the server's stack, in another Region, names it. */
const ORDERS = 'shop-orders-333333333333';
const [management, security, shop, lab] = ['111111111111', '222222222222', '333333333333', '444444444444'];

/** A trail with its bucket, as every account should have one. */
class Audit extends Stack {
  constructor(id: string, env: Environment, multiRegion = true) {
    super(app, id, { env });
    const bucket = new s3.Bucket(this, 'Logs', { enforceSSL: true, blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL });
    bucket.addToResourcePolicy(new iam.PolicyStatement({
      actions: ['s3:GetBucketAcl', 's3:PutObject'],
      principals: [new iam.ServicePrincipal('cloudtrail.amazonaws.com')],
      resources: [bucket.bucketArn, bucket.arnForObjects('AWSLogs/*')],
      conditions: { StringEquals: { 'aws:SourceAccount': env.account } },
    }));
    const trail = new cloudtrail.CfnTrail(this, 'Trail', {
      isLogging: true,
      isMultiRegionTrail: multiRegion,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      s3BucketName: bucket.bucketName,
      insightSelectors: [{ insightType: 'ApiCallRateInsight' }],
    });
    trail.node.addDependency(bucket);
  }
}

/** A network with one door that is open to the world and one that is not. */
class Network extends Stack {
  readonly subnet: ec2.CfnSubnet;
  readonly closed: ec2.CfnSecurityGroup;

  constructor(id: string, env: Environment, open: { port: number } | undefined) {
    super(app, id, { env });
    const vpc = new ec2.CfnVPC(this, 'Vpc', { cidrBlock: '10.0.0.0/16' });
    this.subnet = new ec2.CfnSubnet(this, 'Subnet', { vpcId: vpc.ref, cidrBlock: '10.0.1.0/24', availabilityZone: `${env.region}a` });
    this.joinInternet(vpc);
    const rule = (port: number, cidrIp: string) => ({ ipProtocol: 'tcp', fromPort: port, toPort: port, cidrIp });
    this.closed = new ec2.CfnSecurityGroup(this, 'Web', {
      groupDescription: 'HTTPS from everywhere, SSH from the office',
      vpcId: vpc.ref,
      securityGroupIngress: [rule(443, '0.0.0.0/0'), rule(22, '203.0.113.0/24')],
    });
    if (!open) return;
    flawed(new ec2.CfnSecurityGroup(this, 'Admin', {
      groupDescription: 'Administration from everywhere', vpcId: vpc.ref, securityGroupIngress: [rule(open.port, '0.0.0.0/0')],
    }), 'ec2-security-group-no-world-admin-ports');
  }

  private joinInternet(vpc: ec2.CfnVPC): void {
    const gateway = new ec2.CfnInternetGateway(this, 'Gateway');
    const attachment = new ec2.CfnVPCGatewayAttachment(this, 'Attachment', { vpcId: vpc.ref, internetGatewayId: gateway.ref });
    const table = new ec2.CfnRouteTable(this, 'Routes', { vpcId: vpc.ref });
    new ec2.CfnRoute(this, 'Out', { routeTableId: table.ref, destinationCidrBlock: '0.0.0.0/0', gatewayId: gateway.ref }).addDependency(attachment);
    new ec2.CfnSubnetRouteTableAssociation(this, 'Association', { routeTableId: table.ref, subnetId: this.subnet.ref });
  }
}

/** A role with which a service may do everything. */
const administrator = (stack: Stack, id: string, service: string): iam.Role => new iam.Role(stack, id, {
  roleName: id.toLowerCase(),
  assumedBy: new iam.ServicePrincipal(service),
  managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess')],
});

/** Disks, a server on the Internet whose metadata takes no token and whose role reads the orders, and an operator who may start a server as administrator. */
class Servers extends Stack {
  constructor(id: string, env: Environment, network: Network) {
    super(app, id, { env });
    const zone = `${env.region}a`;
    new ec2.CfnVolume(this, 'Data', { availabilityZone: zone, size: 20, encrypted: true });
    flawed(new ec2.CfnVolume(this, 'Scratch', { availabilityZone: zone, size: 8, encrypted: false }), 'ec2-volume-encrypted');
    const role = new iam.Role(this, 'ServerRole', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [`arn:aws:s3:::${ORDERS}/*`] }));
    const server = flawed(new ec2.CfnInstance(this, 'Server', {
      imageId: 'ami-0abcdef1234567890',
      instanceType: 't3.micro',
      subnetId: network.subnet.ref,
      securityGroupIds: [network.closed.attrGroupId],
      iamInstanceProfile: new iam.CfnInstanceProfile(this, 'ServerProfile', { roles: [role.roleName] }).ref,
      blockDeviceMappings: [{ deviceName: '/dev/xvda', ebs: { volumeSize: 8, encrypted: true } }],
    }), 'ec2-instance-imdsv2');
    new ec2.CfnEIP(this, 'Address', { instanceId: server.ref });
    this.operate();
  }

  private operate(): void {
    const maintenance = administrator(this, 'Maintenance', 'ec2.amazonaws.com');
    new iam.CfnInstanceProfile(this, 'MaintenanceProfile', { instanceProfileName: 'maintenance', roles: [maintenance.roleName] });
    const operator = flawed(new iam.User(this, 'Operator', { userName: 'operator' }), 'access-privilege-path');
    maintenance.grantPassRole(operator);
    operator.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['ec2:RunInstances'], resources: ['*'] }));
  }
}

/** Buckets, one of them open to everybody, and keys, one of them never rotated. */
class Storage extends Stack {
  constructor(id: string, env: Environment) {
    super(app, id, { env });
    const key = new kms.Key(this, 'Key', { enableKeyRotation: true, alias: 'alias/orders' });
    flawed(new kms.Key(this, 'OldKey', { enableKeyRotation: false }), 'kms-key-rotates');
    const orders = new s3.Bucket(this, 'Orders', { bucketName: ORDERS, encryptionKey: key, enforceSSL: true, blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL });
    Tags.of(orders).add('PII', 'true');
    const downloads = flawed(new s3.Bucket(this, 'Downloads', {
      blockPublicAccess: new s3.BlockPublicAccess({ blockPublicPolicy: false, restrictPublicBuckets: false }),
    }), 's3-bucket-not-public');
    downloads.addToResourcePolicy(new iam.PolicyStatement({
      actions: ['s3:GetObject'], principals: [new iam.AnyPrincipal()], resources: [downloads.arnForObjects('*')],
    }));
  }
}

// What an identity provider gives out; AWS asks for at least 1,000 characters.
const METADATA = `<EntityDescriptor entityID="https://sign-on.example.com"><!--${' '.repeat(1000)}--></EntityDescriptor>`;

/** People, a policy that allows everything, a key that nobody uses (its age is planted from outside) of a user who can become administrator, and a function. */
class Identity extends Stack {
  constructor(id: string, env: Environment) {
    super(app, id, { env });
    new iam.CfnSAMLProvider(this, 'SignOn', { name: 'sign-on', samlMetadataDocument: METADATA });
    const group = new iam.Group(this, 'Developers', { groupName: 'developers' });
    new iam.User(this, 'Alice', { userName: 'alice', groups: [group] });
    const pipeline = this.pipeline();
    flawed(new iam.CfnAccessKey(this, 'OldAccessKey', { userName: pipeline.userName }), 'iam-access-key-used');
    const anything = flawed(new iam.ManagedPolicy(this, 'Anything', {
      managedPolicyName: 'anything-goes',
      statements: [new iam.PolicyStatement({ actions: ['*'], resources: ['*'] })],
    }), 'iam-policy-no-full-admin');
    group.addManagedPolicy(anything);
    new lambda.Function(this, 'Thumbnails', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => "ok";'),
      environment: { API_TOKEN: 'not-to-be-stored' },
    });
  }

  /** A user that enters a role, which may give a function the rights of an administrator. */
  private pipeline(): iam.User {
    const pipeline = flawed(new iam.User(this, 'Pipeline', { userName: 'pipeline' }), 'access-privilege-path');
    const build = flawed(new iam.Role(this, 'Build', { roleName: 'build', assumedBy: pipeline }), 'access-privilege-path');
    build.grantAssumeRole(pipeline);
    administrator(this, 'Deploy', 'lambda.amazonaws.com').grantPassRole(build);
    build.addToPolicy(new iam.PolicyStatement({ actions: ['lambda:CreateFunction', 'lambda:InvokeFunction'], resources: ['*'] }));
    return pipeline;
  }
}

new Audit('ManagementAudit', environment(management, 'us-east-1'));
new Audit('SecurityAudit', environment(security, 'us-east-1'));
new Audit('ShopAudit', environment(shop, 'us-east-1'));
// The lab's trail sees one Region only: planted in history.ts, as the flaw is the account's.
new Audit('LabAudit', environment(lab, 'us-east-1'), false);

const shopNetwork = new Network('ShopNetwork', environment(shop, 'us-east-1'), { port: 22 });
new Servers('ShopServers', environment(shop, 'us-east-1'), shopNetwork);
new Storage('ShopStorage', environment(shop, 'eu-west-1'));
new Network('LabNetwork', environment(lab, 'eu-west-1'), { port: 3389 });
new Identity('LabIdentity', environment(lab, 'us-east-1'));
