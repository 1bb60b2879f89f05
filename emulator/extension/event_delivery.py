"""Delivery of events as AWS does it: which rules match, buses of other Regions and accounts, retries, dead letters."""

import copy
import json
import threading
import time
from contextvars import ContextVar

from ministack.core.responses import get_account_id, get_region, new_uuid, request_scope
from ministack.services import eventbridge as events
from ministack.services import sqs

from . import event_metrics, event_traces
from .event_roles import Denied, queue_for, require_bus, require_role

_READ_ONLY_TOO = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
_QUIET_NAMES = ("Describe", "Get", "List")
_ATTEMPTS = 185
# AWS waits longer every time, for a day; the ages of events are not modelled.
_PAUSE_SECONDS = 0.01
_current = ContextVar("current delivery")


class _Failed(Exception):
    """A delivery that may succeed later."""


def install():
    """Replace the matching of rules and the two kinds of targets that a forwarder has."""
    invoke = events._invoke_target

    def invoke_target(target, event, rule, view=None):
        token = _current.set((target, rule, event))
        try:
            invoke(target, event, rule, view)
        finally:
            _current.reset(token)

    events._invoke_target = invoke_target
    events._dispatch_event = _dispatch
    events._dispatch_to_event_bus = _send_to_bus
    events._dispatch_to_api_destination = _send_to_destination


def _dispatch(event, view=None):
    view = view or events._pattern_event_view(event)
    for key, rule in list(events._rules.items()):
        if rule["EventBusName"] != event.get("EventBusName", "default") or not rule.get("EventPattern"):
            continue
        if _listens(rule, event) and events._matches_pattern_view(rule["EventPattern"], view, f"rule {key}"):
            for target in events._targets.get(key, []):
                events._invoke_target(target, event, rule, view)


def _listens(rule, event):
    """A rule that is only ENABLED is not told of management events that read."""
    if rule["State"] == _READ_ONLY_TOO:
        return True
    if rule["State"] != "ENABLED" or not event["DetailType"].endswith("via CloudTrail"):
        return rule["State"] == "ENABLED"
    detail = json.loads(event["Detail"])
    return not (detail.get("readOnly") is True and str(detail.get("eventName")).startswith(_QUIET_NAMES))


def _send_to_bus(spec, event, rule, _path, payload=None):
    target, rule, _event = _current.get()
    try:
        if (spec.account_id, spec.region) != (get_account_id(), get_region()):
            require_role(target.get("RoleArn", ""), rule["Arn"], "events:PutEvents", str(spec))
            event_traces.role_assumed(target["RoleArn"])
            require_bus(target["RoleArn"], spec)
        if event["Account"] not in (get_account_id(), spec.account_id):
            raise Denied("an event of another account is not sent on to a third one")
        _put(spec, {**event, **({"Detail": payload} if payload is not None else {})})
        event_metrics.delivered(rule)
    except Denied as denied:
        _bury(target, rule, _whole(event), "NO_PERMISSIONS", str(denied), 0)
    except _Failed as failed:
        _bury(target, rule, _whole(event), "RESOURCE_NOT_FOUND", str(failed), 0)


def _put(spec, event):
    """Put an event on a bus as it is: it keeps the account and the Region it came from."""
    name = spec.resource.split("/", 1)[1]
    with request_scope(spec.account_id, spec.region):
        if name != "default" and name not in events._event_buses:
            raise _Failed(f"Event bus {spec} does not exist")
        arrived = {**event, "EventBusName": name}
        events._dispatch_event(arrived)
        events._archive_event(arrived)


def _whole(event):
    return json.dumps(events._pattern_event_view(event).event_with_detail())


def _send_to_destination(spec, payload, target):
    target, rule, event = copy.deepcopy((target, *_current.get()[1:]))
    try:
        require_role(target.get("RoleArn", ""), rule["Arn"], "events:InvokeApiDestination", str(spec))
    except Denied as denied:
        _bury(target, rule, _whole(event), "NO_PERMISSIONS", str(denied), 0)
        return
    work = (get_account_id(), get_region(), spec, payload, target, rule, _whole(event))
    threading.Thread(target=_deliver, args=work, daemon=True).start()


def _deliver(account, region, spec, payload, target, rule, whole):
    with request_scope(account, region):
        retries = int((target.get("RetryPolicy") or {}).get("MaximumRetryAttempts", _ATTEMPTS))
        for attempt in range(retries + 1):
            try:
                status = _attempt(spec, payload, target)
            except Exception as error:
                code, message, final = "SDK_CLIENT_ERROR", str(error), False
            else:
                if 200 <= status < 300:
                    event_metrics.delivered(rule)
                    return
                code, message = "SDK_CLIENT_ERROR", f"HTTP status {status}"
                final = not (status in (401, 407, 409, 429) or status >= 500)
            if final:
                break
            time.sleep(_PAUSE_SECONDS)
        _bury(target, rule, whole, code, message, attempt)


def _attempt(spec, payload, target):
    """One request to the endpoint, and what it leaves in CloudTrail; answers the HTTP status."""
    destination = events._api_destinations.get(spec.resource.split("/")[1])
    if not destination or destination["ApiDestinationState"] != "ACTIVE":
        raise _Failed(f"API destination {spec} is not active")
    name = destination["ConnectionArn"].split("/")[1]
    connection = events._connections.get(name)
    if not connection or connection["ConnectionState"] != "AUTHORIZED":
        raise _Failed(f"Connection {name} is not authorized")
    event_traces.role_assumed(target["RoleArn"])
    event_traces.secret_read(name)
    parameters = target.get("HttpParameters") or {}
    request = events._build_api_destination_request(destination, connection, parameters, payload)

    def send(**options):
        headers = events._connection_auth_headers(connection, (get_account_id(), get_region(), name), **options)
        return events._api_destination_send_sync(request, headers)

    status = send()
    if status in (401, 407) and connection["AuthorizationType"] == "OAUTH_CLIENT_CREDENTIALS":
        status = send(force_refresh=True)
    return status


def _bury(target, rule, whole, code, message, retries):
    """Send an event that cannot be delivered to the target's dead-letter queue, if there is one that takes it."""
    event_metrics.failed(rule)
    queue = queue_for((target.get("DeadLetterConfig") or {}).get("Arn", ""), rule["Arn"])
    if queue is None:
        events.logger.warning("Event lost: %s (%s)", message, rule["Arn"])
        return
    attributes = {"RULE_ARN": rule["Arn"], "TARGET_ARN": target["Arn"], "ERROR_CODE": code, "ERROR_MESSAGE": message,
                  "RETRY_ATTEMPTS": str(retries)}
    letter = {"id": new_uuid(), "body": whole, "message_attributes": {
        key: {"DataType": "String", "StringValue": value} for key, value in attributes.items()}}
    sqs._ensure_msg_fields(letter)
    queue["messages"].append(letter)
