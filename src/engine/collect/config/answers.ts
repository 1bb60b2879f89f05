import { asAnswered, answered, NotTold, supplement, supplementText, tagsOf, theOne, type Answer, type Recorded } from './document';
import { bucketAnswers } from './s3';

type Fields = Readonly<Record<string, unknown>>;

/** A list call whose elements are the configurations of a type. */
const listed = (type: string, member: string, element: (each: Recorded) => object = withTags): Answer => ({
  types: [type], output: (of) => ({ [member]: of(type).map(element) }),
});

/** A call about one resource, which the input names. */
const about = (type: string, id: string, output: (one: Recorded) => object | undefined): Answer => ({
  types: [type], output: (of, input) => output(theOne(of(type), input[id])),
});

/** The configuration with its tags, which may stand beside it. */
function withTags(each: Recorded): Fields {
  const fields = answered(each);
  return fields.Tags === undefined && each.tags?.length ? { ...fields, Tags: tagsOf(each) } : fields;
}

/** Blocks of IPv4 stand in `ipv4Ranges`; `ipRanges` has the same as bare texts. */
function securityGroup(each: Recorded): Fields {
  const rules = (permissions: unknown) => (permissions as Fields[] | undefined)?.map(({ Ipv4Ranges, IpRanges, ...rule }) => ({
    ...rule, IpRanges: Ipv4Ranges ?? (IpRanges as unknown[] | undefined)?.map((range) => (typeof range === 'string' ? { CidrIp: range } : range)),
  }));
  const { IpPermissions, IpPermissionsEgress, ...fields } = withTags(each);
  return { ...fields, IpPermissions: rules(IpPermissions), IpPermissionsEgress: rules(IpPermissionsEgress) };
}

const owned = (each: Recorded): Fields => ({ OwnerId: each.accountId, Instances: [withTags(each)] });

/** Members of GetAccountAuthorizationDetails by filter. AWS Config records the policies of customers only. */
const DETAILS: Readonly<Record<string, readonly [type: string, member: string]>> = {
  User: ['AWS::IAM::User', 'UserDetailList'],
  Group: ['AWS::IAM::Group', 'GroupDetailList'],
  Role: ['AWS::IAM::Role', 'RoleDetailList'],
  LocalManagedPolicy: ['AWS::IAM::Policy', 'Policies'],
};

const authorizationDetails: Answer = {
  types: Object.values(DETAILS).map(([type]) => type),
  output: (of, { Filter }) => {
    const [type, member] = DETAILS[(Filter as string[])[0]];
    return { [member]: of(type).map(withTags) };
  },
};

/** A policy in the supplementary configuration; its absence is told by a null. */
function policy(one: Recorded): { Policy: string } | undefined {
  if (one.supplementaryConfiguration?.Policy === undefined) throw new NotTold();
  const text = supplementText(one, 'Policy');
  return text === undefined ? undefined : { Policy: text };
}

/** Older recordings have the kind of a key under its old name only; one without it would tell of another key. */
function keyMetadata(one: Recorded): object {
  const fields = answered(one);
  const KeySpec = fields.KeySpec ?? fields.CustomerMasterKeySpec;
  if (KeySpec === undefined) throw new NotTold();
  return { KeyMetadata: { ...fields, KeySpec } };
}

function rotation(one: Recorded): object {
  const status = supplement(one, 'KeyRotationStatus');
  if (status === undefined) throw new NotTold();
  return typeof status === 'boolean' ? { KeyRotationEnabled: status } : asAnswered(status) as object;
}

/** The tags of resources that the input names in a list, by how the answer names each. */
const tagsOfEach = (type: string, inputs: string, name: string): Answer => ({
  types: [type],
  output: (of, input) => ({ TagDescriptions: (input[inputs] as string[]).map((each) => ({ [name]: each, Tags: tagsOf(theOne(of(type), each)) })) }),
});

/** The operations that AWS Config answers, by service and operation of the catalogue. What is not here it does not record. */
export const answers: Readonly<Record<string, Readonly<Record<string, Answer>>>> = {
  ec2: {
    DescribeInstances: listed('AWS::EC2::Instance', 'Reservations', owned),
    DescribeVpcs: listed('AWS::EC2::VPC', 'Vpcs'),
    DescribeFlowLogs: listed('AWS::EC2::FlowLog', 'FlowLogs'),
    DescribeVpcPeeringConnections: listed('AWS::EC2::VPCPeeringConnection', 'VpcPeeringConnections'),
    DescribeVpcEndpoints: listed('AWS::EC2::VPCEndpoint', 'VpcEndpoints'),
    DescribeSubnets: listed('AWS::EC2::Subnet', 'Subnets'),
    DescribeSecurityGroups: listed('AWS::EC2::SecurityGroup', 'SecurityGroups', securityGroup),
    DescribeNetworkInterfaces: listed('AWS::EC2::NetworkInterface', 'NetworkInterfaces'),
    DescribeVolumes: listed('AWS::EC2::Volume', 'Volumes'),
    DescribeAddresses: listed('AWS::EC2::EIP', 'Addresses'),
    DescribeInternetGateways: listed('AWS::EC2::InternetGateway', 'InternetGateways'),
    DescribeNatGateways: listed('AWS::EC2::NatGateway', 'NatGateways'),
    DescribeNetworkAcls: listed('AWS::EC2::NetworkAcl', 'NetworkAcls'),
    DescribeRouteTables: listed('AWS::EC2::RouteTable', 'RouteTables'),
    DescribeVpnGateways: listed('AWS::EC2::VPNGateway', 'VpnGateways'),
  },
  cloudtrail: {
    ListTags: {
      types: ['AWS::CloudTrail::Trail'],
      output: (of, { ResourceIdList }) => {
        const [ResourceId] = ResourceIdList as string[];
        return { ResourceTagList: [{ ResourceId, TagsList: tagsOf(theOne(of('AWS::CloudTrail::Trail'), ResourceId)) }] };
      },
    },
  },
  cloudwatch: { ListTagsForResource: about('AWS::CloudWatch::Alarm', 'ResourceARN', (one) => ({ Tags: tagsOf(one) })) },
  elasticloadbalancing: {
    'DescribeTags': tagsOfEach('AWS::ElasticLoadBalancingV2::LoadBalancer', 'ResourceArns', 'ResourceArn'),
    'elastic-load-balancing.DescribeTags': tagsOfEach('AWS::ElasticLoadBalancing::LoadBalancer', 'LoadBalancerNames', 'LoadBalancerName'),
  },
  iam: { GetAccountAuthorizationDetails: authorizationDetails },
  kms: {
    ListKeys: listed('AWS::KMS::Key', 'Keys', ({ resourceId, arn }) => ({ KeyId: resourceId, KeyArn: arn })),
    ListAliases: listed('AWS::KMS::Alias', 'Aliases'),
    DescribeKey: about('AWS::KMS::Key', 'KeyId', keyMetadata),
    GetKeyPolicy: about('AWS::KMS::Key', 'KeyId', policy),
    GetKeyRotationStatus: about('AWS::KMS::Key', 'KeyId', rotation),
    ListResourceTags: about('AWS::KMS::Key', 'KeyId', ({ tags = [] }) => ({ Tags: tags.map(({ key, value }) => ({ TagKey: key, TagValue: value })) })),
  },
  lambda: {
    ListFunctions: listed('AWS::Lambda::Function', 'Functions', answered),
    GetPolicy: about('AWS::Lambda::Function', 'FunctionName', policy),
    ListTags: about('AWS::Lambda::Function', 'Resource', ({ tags = [] }) => ({ Tags: Object.fromEntries(tags.map(({ key, value }) => [key, value])) })),
  },
  s3: bucketAnswers,
};
