import { trailAlarmCheck, trailEvents } from '../../trail-alarm';

/** CIS "Ensure VPC changes are monitored"; the calls of EC2-Classic that it lists have ended. */
export const cloudwatchAlarmVpcChanges = trailAlarmCheck({
  id: 'cloudwatch-alarm-vpc-changes',
  of: 'changes of VPCs and their peerings',
  why: 'A network that is joined to another one goes unnoticed.',
  prowler: 'cloudwatch_changes_to_vpcs_alarm_configured',
  events: trailEvents(
    'ec2',
    'CreateVpc', 'DeleteVpc', 'ModifyVpcAttribute', 'AcceptVpcPeeringConnection', 'CreateVpcPeeringConnection',
    'DeleteVpcPeeringConnection', 'RejectVpcPeeringConnection',
  ),
  pattern: '{ ($.eventSource = ec2.amazonaws.com) && (($.eventName = CreateVpc) || ($.eventName = DeleteVpc) || '
    + '($.eventName = ModifyVpcAttribute) || ($.eventName = AcceptVpcPeeringConnection) || ($.eventName = CreateVpcPeeringConnection) || '
    + '($.eventName = DeleteVpcPeeringConnection) || ($.eventName = RejectVpcPeeringConnection)) }',
  good: [
    '{ $.eventSource = "ec2.amazonaws.com" && ( $.eventName = Accept* || $.eventName = Create* || $.eventName = Delete* || $.eventName = Modify* || $.eventName = Reject* ) }',
  ],
  bad: [
    '{ ($.eventSource = ec2.amazonaws.com) && ($.eventName = CreateVpc) }',
    '{ ($.eventSource = other.amazonaws.com) && ($.eventName = C*) }',
    '{ ($.eventName = CreateVpc) && ($.eventName = DeleteVpc) }',
  ],
});
