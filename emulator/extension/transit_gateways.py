"""Transit gateways, which ministack does not have: made and told with the option that lets shared networks in."""

from secrets import token_hex

from ministack.core.responses import AccountRegionScopedDict, get_account_id
from ministack.services import ec2

from .hooks import element, store

_gateways = store(AccountRegionScopedDict())


def install():
    """Add CreateTransitGateway and DescribeTransitGateways."""
    ec2._ACTION_MAP.update({"CreateTransitGateway": _create, "DescribeTransitGateways": _describe})


def _create(params):
    gateway = f"tgw-{token_hex(8)}0"
    _gateways[gateway] = element("transitGatewayId", gateway) + element("ownerId", get_account_id()) + element("state", "available") + element(
        "options", {"autoAcceptSharedAttachments": ec2._p(params, "Options.AutoAcceptSharedAttachments") or "disable"})
    return ec2._xml(200, "CreateTransitGatewayResponse", f"<transitGateway>{_gateways[gateway]}</transitGateway>")


def _describe(_params):
    items = "".join(f"<item>{gateway}</item>" for gateway in _gateways.values())
    return ec2._xml(200, "DescribeTransitGatewaysResponse", f"<transitGatewaySet>{items}</transitGatewaySet>")
