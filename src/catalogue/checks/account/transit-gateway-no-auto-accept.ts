import { defineCheck } from '../../model/check';
import { account } from '../../services/account';

interface Gateway { readonly OwnerId?: string; readonly State?: string }

// Gateways that other accounts share with this one are listed too.
const isOwn = ({ OwnerId, State = '' }: Gateway, accountId: string) => OwnerId === accountId && !['deleting', 'deleted'].includes(State);

const withGateway = (AutoAcceptSharedAttachments: string, OwnerId = '111122223333', State = 'available') => ({
  Account: '111122223333', Regions: [{ Region: 'eu-west-1', TransitGateways: [{ TransitGatewayId: 'tgw-1', OwnerId, State, AutoAcceptSharedAttachments }] }] as never,
});

/** AWS FSBP EC2.23: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html */
export const transitGatewayNoAutoAccept = defineCheck(account, {
  id: 'transit-gateway-no-auto-accept',
  entity: 'aws_account',
  severity: 'high',
  title: 'Transit gateways do not accept shared attachments automatically',
  why: 'Every account that the gateway is shared with can connect a network of its own to all others.',
  needs: [account.need('ec2.DescribeTransitGateways')],
  remedy: {
    cli: 'aws ec2 modify-transit-gateway --transit-gateway-id <gateway-id> --options AutoAcceptSharedAttachments=disable',
    cdk: "new ec2.CfnTransitGateway(this, 'Gateway', { autoAcceptSharedAttachments: 'disable' })",
  },
  prowler: ['ec2_transitgateway_auto_accept_vpc_attachments'],
  applies: ({ Account, Regions }) => Regions.some(({ TransitGateways }) => TransitGateways.some((gateway) => isOwn(gateway, Account))),
  fails: ({ Account, Regions }) => {
    const open = Regions.flatMap(({ Region, TransitGateways }) => TransitGateways
      .filter((gateway) => isOwn(gateway, Account) && gateway.AutoAcceptSharedAttachments === 'enable').map(({ TransitGatewayId }) => `${TransitGatewayId} (${Region})`));
    return open.length > 0 ? `AutoAcceptSharedAttachments is enable for ${open.join(', ')}` : undefined;
  },
  examples: {
    pass: [{ entity: withGateway('disable') }],
    fail: [{ entity: withGateway('enable') }],
  },
});
