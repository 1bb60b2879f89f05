"""CloudTrail: the trail resource type, insight selectors, and organisation trails seen from member accounts."""

from ministack.core.responses import AccountRegionScopedDict, get_account_id, get_region, request_scope
from ministack.services import cloudtrail as trails
from ministack.services import s3

from .hooks import expect, is_true, physical_name, refuse_unknown, register_type, store
from .organizations import management_account

_PROPERTIES = (
    "TrailName", "S3BucketName", "S3KeyPrefix", "SnsTopicName", "IncludeGlobalServiceEvents", "IsMultiRegionTrail",
    "EnableLogFileValidation", "CloudWatchLogsLogGroupArn", "CloudWatchLogsRoleArn", "KMSKeyId", "IsLogging",
    "IsOrganizationTrail", "EventSelectors", "AdvancedEventSelectors", "InsightSelectors", "Tags",
)
_insights = store(AccountRegionScopedDict())


def install():
    """Register the type and the operations."""
    register_type("AWS::CloudTrail::Trail", _create, _delete, _update)
    trails._DISPATCH["GetInsightSelectors"] = _get_insight_selectors
    trails._DISPATCH["PutInsightSelectors"] = _put_insight_selectors
    _show_organization_trails()


def _create(logical_id, props, stack):
    refuse_unknown("AWS::CloudTrail::Trail", props, _PROPERTIES)
    if s3._bucket_owner_account(props["S3BucketName"]) is None:
        raise ValueError(f"S3 bucket {props['S3BucketName']} does not exist! (S3BucketDoesNotExistException)")
    name = props.get("TrailName") or physical_name(stack, logical_id, 128)
    expect(trails._create_trail({"Name": name, "S3BucketName": props["S3BucketName"]}))
    return _configure(name, props)


def _update(name, old, new, _stack):
    refuse_unknown("AWS::CloudTrail::Trail", new, _PROPERTIES)
    if old.get("TrailName") != new.get("TrailName"):
        raise ValueError("AWS::CloudTrail::Trail: the emulator does not model a change of TrailName")
    return _configure(name, new)


def _configure(name, props):
    """Bring an existing trail to what the template says."""
    trail = trails._trails[name]
    trail.update(_record(props))
    for unset in [key for key, value in trail.items() if value is None]:
        del trail[unset]
    _configure_selectors(name, props)
    trails._trail_tags[trail["TrailARN"]] = {tag["Key"]: tag["Value"] for tag in props.get("Tags") or []}
    expect((trails._start_logging if is_true(props["IsLogging"]) else trails._stop_logging)({"Name": name}))
    return name, {"Arn": trail["TrailARN"], "SnsTopicArn": trail.get("SnsTopicARN", "")}


def _record(props):
    """The properties in the shape of DescribeTrails; None where it has no such member."""
    topic = props.get("SnsTopicName")
    if topic and not topic.startswith("arn:"):
        topic = f"arn:aws:sns:{get_region()}:{get_account_id()}:{topic}"
    return {
        "S3BucketName": props["S3BucketName"],
        "S3KeyPrefix": props.get("S3KeyPrefix"),
        "SnsTopicName": topic and topic.split(":")[-1],
        "SnsTopicARN": topic,
        "IncludeGlobalServiceEvents": is_true(props.get("IncludeGlobalServiceEvents", True)),
        "IsMultiRegionTrail": is_true(props.get("IsMultiRegionTrail", False)),
        "IsOrganizationTrail": is_true(props.get("IsOrganizationTrail", False)),
        "LogFileValidationEnabled": is_true(props.get("EnableLogFileValidation", False)),
        "CloudWatchLogsLogGroupArn": props.get("CloudWatchLogsLogGroupArn"),
        "CloudWatchLogsRoleArn": props.get("CloudWatchLogsRoleArn"),
        "KmsKeyId": trails._normalize_kms_key_id(props.get("KMSKeyId", "")) or None,
    }


def _configure_selectors(name, props):
    basic, advanced = props.get("EventSelectors"), props.get("AdvancedEventSelectors")
    if basic or advanced:
        kind = "AdvancedEventSelectors" if advanced else "EventSelectors"
        expect(trails._put_event_selectors({"TrailName": name, kind: _with_booleans(advanced or basic)}))
    else:
        trails._event_selectors.pop(name, None)
        trails._trails[name]["HasCustomEventSelectors"] = False
    expect(_put_insight_selectors({"TrailName": name, "InsightSelectors": props.get("InsightSelectors") or []}))


def _with_booleans(selectors):
    return [{key: is_true(value) if key == "IncludeManagementEvents" else value for key, value in selector.items()}
            for selector in selectors]


def _delete(name, _props):
    expect(trails._delete_trail({"Name": name}))
    _insights.pop(name, None)


def _put_insight_selectors(body):
    name, home, trail, error = trails._find_mutable_trail(body.get("TrailName", ""))
    if error:
        return error
    selectors = body.get("InsightSelectors") or []
    _insights.set_scoped(get_account_id(), home, name, selectors)
    trail["HasInsightSelectors"] = bool(selectors)
    return trails._ok({"TrailARN": trail["TrailARN"], "InsightSelectors": selectors})


def _get_insight_selectors(body):
    name, home, trail = trails._find_visible_trail(body.get("TrailName", ""))
    if trail is None:
        return trails._err("TrailNotFoundException", f"Unknown trail: {body.get('TrailName')}", 404)
    owner = trail["TrailARN"].split(":")[4]
    selectors = _insights.get_scoped(owner, home, name)
    if not selectors:
        return trails._err("InsightNotEnabledException", f"Trail {trail['TrailARN']} does not have Insights enabled. "
                           "Edit the trail settings to enable Insights, and then try the operation again.")
    return trails._ok({"TrailARN": trail["TrailARN"], "InsightSelectors": selectors})


def _show_organization_trails():
    """A member account sees the organisation's trails, under the management account's ARNs."""
    visible, find = trails._visible_trail_items, trails._find_visible_trail

    def organization_trails(look):
        owner = management_account(get_account_id())
        if owner in (None, get_account_id()):
            return None
        with request_scope(owner, get_region()):
            return look()

    def visible_trails(*, include_shadow_trails=True):
        own = visible(include_shadow_trails=include_shadow_trails)
        shared = organization_trails(lambda: visible(include_shadow_trails=include_shadow_trails)) or []
        return own + [item for item in shared if item[2].get("IsOrganizationTrail")]

    def find_trail(raw):
        found = find(raw)
        shared = found[2] is None and organization_trails(lambda: find(raw))
        return shared if shared and shared[2] and shared[2].get("IsOrganizationTrail") else found

    trails._visible_trail_items = visible_trails
    trails._find_visible_trail = find_trail
