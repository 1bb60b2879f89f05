import { NotTold, tagsOf, type Recorded } from './document';
import { elementOf, membersOf, outputOf, shaped, type Schema } from './shape';
import type { Sdk } from '../../../catalogue/model/reader';

/** A list call whose elements AWS Config records as they are: the type of its resources, and the member of the answer that lists them. */
type Described = readonly [type: string, member: string];

/** These calls by service and operation: https://github.com/awslabs/aws-config-resource-schema */
export const described: Readonly<Record<string, Readonly<Record<string, Described>>>> = {
  autoscaling: { DescribeAutoScalingGroups: ['AWS::AutoScaling::AutoScalingGroup', 'AutoScalingGroups'] },
  cloudformation: { DescribeStacks: ['AWS::CloudFormation::Stack', 'Stacks'] },
  cloudtrail: { DescribeTrails: ['AWS::CloudTrail::Trail', 'trailList'] },
  cloudwatch: { DescribeAlarms: ['AWS::CloudWatch::Alarm', 'MetricAlarms'] },
  rds: {
    DescribeDBClusters: ['AWS::RDS::DBCluster', 'DBClusters'],
    DescribeDBInstances: ['AWS::RDS::DBInstance', 'DBInstances'],
    DescribeDBSnapshots: ['AWS::RDS::DBSnapshot', 'DBSnapshots'],
    DescribeDBClusterSnapshots: ['AWS::RDS::DBClusterSnapshot', 'DBClusterSnapshots'],
  },
  redshift: { DescribeClusters: ['AWS::Redshift::Cluster', 'Clusters'] },
};

/** The members by which services name the tags of a resource. */
const TAGS = ['Tags', 'TagList'];

/** What the elements of a list call are made of, as the SDK module has it. */
export function elementIn(module: Sdk, operation: string, member: string): Schema {
  const answer = membersOf(outputOf((module as Record<string, Schema>)[`${operation}$`]));
  return elementOf(answer.get(member)!)!;
}

/**
 * The answer of such a call.
 * @param of the resources of a type in the unit
 * @throws NotTold where AWS Config has recorded none
 */
export function describedAnswer(module: Sdk, operation: string, [type, member]: Described, of: (type: string) => readonly Recorded[]): object {
  const element = elementIn(module, operation, member);
  const tags = TAGS.find((name) => membersOf(element).has(name));
  return {
    [member]: of(type).map((each) => {
      const fields = shaped(element, each.configuration);
      if (typeof fields !== 'object') throw new NotTold();
      return { ...tags && each.tags?.length && { [tags]: tagsOf(each) }, ...fields };
    }),
  };
}
