"""EventBridge in templates: connections, API destinations, policies of buses, and rules that AWS would refuse."""

import json

from ministack.services import eventbridge as events
from ministack.services.cloudformation import provisioners

from .hooks import expect, physical_name, refuse_unknown, register_type

_CONNECTION = ("Name", "Description", "AuthorizationType", "AuthParameters")
_DESTINATION = (
    "Name", "Description", "ConnectionArn", "InvocationEndpoint", "HttpMethod", "InvocationRateLimitPerSecond")
_POLICY = ("EventBusName", "StatementId", "Statement")
# https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
_PATTERN_CHARACTERS = 2048


def install():
    """Register the types, and check rules as PutRule and PutTargets do."""
    register_type("AWS::Events::Connection", _create_connection, _delete_connection, _update_connection)
    register_type("AWS::Events::ApiDestination", _create_destination, _delete_destination, _update_destination)
    register_type("AWS::Events::EventBusPolicy", _create_policy, _delete_policy, _update_policy)
    rule = provisioners._RESOURCE_HANDLERS["AWS::Events::Rule"]
    create, update = rule["create"], rule["update"]

    def create_rule(logical_id, props, stack):
        _check_rule(props)
        return create(logical_id, props, stack)

    def update_rule(physical_id, old, new, stack, *logical_id):
        _check_rule(new)
        return update(physical_id, old, new, stack, *logical_id)

    rule.update(create=create_rule, update=update_rule)


def _check_rule(props):
    pattern = props.get("EventPattern")
    if pattern:
        text = pattern if isinstance(pattern, str) else json.dumps(pattern, separators=(",", ":"))
        reason = events._event_pattern_error(text)
        if reason:
            raise ValueError(f"Event pattern is not valid. Reason: {reason} (InvalidEventPatternException)")
        if len(text) > _PATTERN_CHARACTERS:
            raise ValueError(f"Event pattern has {len(text)} characters, the quota is {_PATTERN_CHARACTERS}")
    for target in props.get("Targets") or []:
        refused = events._validate_target_arn(target)
        if refused:
            expect(refused)
        if ":api-destination/" in target["Arn"] and not target.get("RoleArn"):
            raise ValueError(f"RoleArn is required for target {target['Arn']}. (ValidationException)")


def _create_connection(logical_id, props, stack):
    refuse_unknown("AWS::Events::Connection", props, _CONNECTION)
    name = props.get("Name") or physical_name(stack, logical_id, 64)
    created = expect(events._create_connection({**_authorization(props), "Name": name}))
    return name, {"Arn": created["ConnectionArn"]}


def _update_connection(name, old, new, _stack):
    refuse_unknown("AWS::Events::Connection", new, _CONNECTION)
    _same("AWS::Events::Connection", "Name", old, new)
    updated = expect(events._update_connection({**_authorization(new), "Name": name}))
    return name, {"Arn": updated["ConnectionArn"]}


def _authorization(props):
    """The properties as the API spells them."""
    parameters = dict(props["AuthParameters"])
    if "OAuthParameters" in parameters:
        oauth = dict(parameters["OAuthParameters"])
        oauth["ClientParameters"] = {"ClientID" if key == "ClientId" else key: value
                                     for key, value in oauth["ClientParameters"].items()}
        parameters["OAuthParameters"] = oauth
    return {**props, "AuthParameters": parameters}


def _delete_connection(name, _props):
    expect(events._delete_connection({"Name": name}))


def _create_destination(logical_id, props, stack):
    refuse_unknown("AWS::Events::ApiDestination", props, _DESTINATION)
    name = props.get("Name") or physical_name(stack, logical_id, 64)
    created = expect(events._create_api_destination({**_rate(props), "Name": name}))
    return name, {"Arn": created["ApiDestinationArn"]}


def _update_destination(name, old, new, _stack):
    refuse_unknown("AWS::Events::ApiDestination", new, _DESTINATION)
    _same("AWS::Events::ApiDestination", "Name", old, new)
    updated = expect(events._update_api_destination({**_rate(new), "Name": name}))
    return name, {"Arn": updated["ApiDestinationArn"]}


def _rate(props):
    return {**props, "InvocationRateLimitPerSecond": int(props.get("InvocationRateLimitPerSecond", 300))}


def _delete_destination(name, _props):
    expect(events._delete_api_destination({"Name": name}))


def _same(resource_type, name, old, new):
    if old.get(name) != new.get(name):
        raise ValueError(f"{resource_type}: the emulator does not model a change of {name}")


def _create_policy(_logical_id, props, _stack):
    refuse_unknown("AWS::Events::EventBusPolicy", props, _POLICY)
    bus = props.get("EventBusName", "default")
    if bus != "default" and bus not in events._event_buses:
        raise ValueError(f"Event bus {bus} does not exist. (ResourceNotFoundException)")
    identifier = f"{bus}|{props['StatementId']}"
    _delete_policy(identifier, props)
    policy = events._event_bus_policies.get(bus) or {"Version": "2012-10-17", "Statement": []}
    policy["Statement"].append({"Sid": props["StatementId"], **props["Statement"]})
    events._event_bus_policies[bus] = policy
    return identifier, {}


def _update_policy(identifier, _old, new, stack):
    _delete_policy(identifier, new)
    return _create_policy("", new, stack)


def _delete_policy(identifier, _props):
    bus, statement = identifier.split("|")
    expect(events._remove_permission({"EventBusName": bus, "StatementId": statement}))
