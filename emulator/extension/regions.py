"""Which Regions an account has: the ones every account starts with, and the ones it opted in to."""

from ministack.core.responses import AccountScopedDict, error_response_json
from ministack.services import account, ec2

from .hooks import store

DEFAULT_REGIONS = (
    "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2",
    "ca-central-1", "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1",
    "us-east-1", "us-east-2", "us-west-1", "us-west-2",
)
OPT_IN_REGIONS = (
    "af-south-1", "ap-east-1", "ap-east-2", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5",
    "ap-southeast-6", "ap-southeast-7", "ca-west-1", "eu-central-2", "eu-south-1", "eu-south-2", "il-central-1",
    "me-central-1", "me-south-1", "mx-central-1",
)
_enabled = store(AccountScopedDict())


def install():
    """Answer the Region calls of Account Management and EC2 from one state."""
    account._DISPATCH.update({
        "/listRegions": _list_regions,
        "/getRegionOptStatus": _get_status,
        "/enableRegion": lambda payload: _set_enabled(payload, True),
        "/disableRegion": lambda payload: _set_enabled(payload, False),
    })
    ec2._ACTION_MAP["DescribeRegions"] = _describe_regions


def _status(region):
    if region in DEFAULT_REGIONS:
        return "ENABLED_BY_DEFAULT"
    return "ENABLED" if region in _enabled else "DISABLED"


def is_enabled(region):
    """Whether the current account may use the Region."""
    return _status(region) != "DISABLED"


def _list_regions(payload):
    wanted = payload.get("RegionOptStatusContains")
    listed = [{"RegionName": region, "RegionOptStatus": _status(region)}
              for region in sorted(DEFAULT_REGIONS + OPT_IN_REGIONS)]
    return account._json(200, {"Regions": [entry for entry in listed
                                           if not wanted or entry["RegionOptStatus"] in wanted]})


def _get_status(payload):
    region = payload.get("RegionName")
    if region not in DEFAULT_REGIONS + OPT_IN_REGIONS:
        return error_response_json("ValidationException", f"Region {region} does not exist", 400)
    return account._json(200, {"RegionName": region, "RegionOptStatus": _status(region)})


def _set_enabled(payload, enabled):
    region = payload.get("RegionName")
    if region not in OPT_IN_REGIONS:
        return error_response_json("ValidationException", f"Region {region} cannot be enabled or disabled", 400)
    if enabled:
        _enabled[region] = True
    else:
        _enabled.pop(region, None)
    return account._json(200, {})


def _describe_regions(params):
    wanted = ec2._parse_member_list(params, "RegionName")
    if ec2._parse_filters(params):
        return ec2._error("InvalidParameterValue", "The emulator does not model filters of DescribeRegions", 400)
    everything = ec2._p(params, "AllRegions").lower() == "true"
    items = ""
    for region in sorted(DEFAULT_REGIONS + OPT_IN_REGIONS):
        state = {"ENABLED_BY_DEFAULT": "opt-in-not-required", "ENABLED": "opted-in"}.get(
            _status(region), "not-opted-in")
        if (wanted and region not in wanted) or (state == "not-opted-in" and not everything):
            continue
        items += (f"<item><regionName>{region}</regionName><regionEndpoint>ec2.{region}.amazonaws.com</regionEndpoint>"
                  f"<optInStatus>{state}</optInStatus></item>")
    return ec2._xml(200, "DescribeRegionsResponse", f"<regionInfo>{items}</regionInfo>")
