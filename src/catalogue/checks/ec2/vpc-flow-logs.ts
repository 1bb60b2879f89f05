import { defineCheck } from '../../model/check';
import { ec2 } from '../../services/ec2';

/** AWS FSBP EC2.6, CIS "Ensure VPC flow logging is enabled in all VPCs"; what is rejected must be among it: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html */
export const vpcFlowLogs = defineCheck(ec2, {
  id: 'vpc-flow-logs',
  entity: 'aws_vpc',
  severity: 'medium',
  title: 'VPCs have a flow log that works and has the rejected traffic',
  why: 'Scans, stolen data and spreading attackers leave no trace in the network.',
  needs: [ec2.need('DescribeVpcs'), ec2.need('DescribeFlowLogs')],
  remedy: {
    cli: 'aws ec2 create-flow-logs --resource-type VPC --resource-ids <vpc-id> --traffic-type ALL --log-destination-type s3 --log-destination <bucket ARN>',
    cdk: "vpc.addFlowLog('FlowLog', { trafficType: ec2.FlowLogTrafficType.ALL })",
  },
  prowler: ['vpc_flow_logs_enabled'],
  applies: (vpc) => vpc.OwnerId === undefined || vpc.OwnerId === vpc.accountId,
  fails: ({ FlowLogs }) => {
    const works = FlowLogs.some((log) => log.FlowLogStatus === 'ACTIVE' && log.DeliverLogsStatus !== 'FAILED' && log.TrafficType !== 'ACCEPT');
    const told = FlowLogs.map((log) => `${log.FlowLogId} is ${log.FlowLogStatus} for ${log.TrafficType}${log.DeliverLogsStatus === 'FAILED' ? ', its delivery FAILED' : ''}`);
    return works ? undefined : told.join('; ') || 'there is no flow log for the VPC';
  },
  examples: {
    pass: [
      { entity: { FlowLogs: [{ FlowLogId: 'fl-1', FlowLogStatus: 'ACTIVE', TrafficType: 'ALL', DeliverLogsStatus: 'SUCCESS' }] } },
      { entity: { FlowLogs: [{ FlowLogId: 'fl-1', FlowLogStatus: 'ACTIVE', TrafficType: 'REJECT' }] } },
    ],
    fail: [
      { entity: { FlowLogs: [] } },
      { entity: { FlowLogs: [{ FlowLogId: 'fl-1', FlowLogStatus: 'ACTIVE', TrafficType: 'ACCEPT' }] } },
      { entity: { FlowLogs: [{ FlowLogId: 'fl-1', FlowLogStatus: 'ACTIVE', TrafficType: 'ALL', DeliverLogsStatus: 'FAILED' }] } },
    ],
  },
});
