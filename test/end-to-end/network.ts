import { CreateSubnetCommand, CreateVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { ClientOptions } from '../../emulator/client';

/** A VPC with two subnets, for the seeds of what lies in one. */
export async function createNetwork(options: ClientOptions): Promise<{ vpcId: string; subnetIds: string[] }> {
  const client = new EC2Client(options);
  const VpcId = (await client.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))).Vpc!.VpcId!;
  const subnets = await Promise.all(['a', 'b'].map((zone, index) => client.send(new CreateSubnetCommand({
    VpcId, CidrBlock: `10.0.${index}.0/24`, AvailabilityZone: `${options.region}${zone}`,
  }))));
  return { vpcId: VpcId, subnetIds: subnets.map(({ Subnet }) => Subnet!.SubnetId!) };
}
