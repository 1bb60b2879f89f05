"""The calls with which CloudFormation creates, updates and deletes a resource, as its resource schemas name them."""

from ministack.core.responses import get_account_id, get_region
from ministack.services import iam
from ministack.services.cloudformation import provisioners

_FREE = ("AWS::CloudFormation::WaitConditionHandle",)


def of(resource_type, operation, *args):
    """(action, ARN, context keys) of each call; ValueError for a type whose calls nothing here models."""
    if resource_type in _FREE:
        return []
    calls = _CALLS.get(resource_type)
    if calls is None:
        raise ValueError(f"The emulator does not model which calls deploy {resource_type}")
    return calls(operation, *args)


def _role(operation, *args):
    if operation == "create":
        logical_id, props, stack = args[:3]
        name = props.get("RoleName") or provisioners._physical_name(stack, logical_id, max_len=64)
        old, new = {}, props
    elif operation == "update":
        name, old, new = args[:3]
    else:
        name, old, new = args[0], args[1], {}
    arn = f"arn:aws:iam::{get_account_id()}:role{(new or old).get('Path', '/')}{name}"
    boundary = {"iam:permissionsboundary": (new or old).get("PermissionsBoundary")}
    yield from ((f"iam:{action}", arn, {}) for action in ("GetRole", "ListAttachedRolePolicies", "ListRolePolicies"))
    if operation == "create":
        yield "iam:CreateRole", arn, boundary
        if new.get("Tags"):
            yield "iam:TagRole", arn, {}
    if operation == "update":
        yield from ((f"iam:{action}", arn, {}) for action in ("UpdateRole", "UpdateAssumeRolePolicy"))
        if old.get("Tags") != new.get("Tags"):
            yield from (("iam:TagRole", arn, {}), ("iam:UntagRole", arn, {}))
    for action, wanted in (("AttachRolePolicy", new), ("DetachRolePolicy", old)):
        for policy in wanted.get("ManagedPolicyArns") or []:
            yield f"iam:{action}", arn, {"iam:policyarn": policy}
    if new.get("Policies"):
        yield from (("iam:PutRolePolicy", arn, boundary), ("iam:GetRolePolicy", arn, {}))
    if old.get("Policies"):
        yield "iam:DeleteRolePolicy", arn, boundary
    if operation == "delete":
        yield "iam:DeleteRole", arn, {}


def _inline_policy(operation, *args):
    props = args[2] if operation == "update" else args[1]
    actions = ("DeleteRolePolicy",) if operation == "delete" else ("PutRolePolicy", "GetRolePolicy")
    for name in props.get("Roles") or []:
        role = iam._roles.get(name) or {}
        boundary = {"iam:permissionsboundary": (role.get("PermissionsBoundary") or {}).get("PermissionsBoundaryArn")}
        yield from ((f"iam:{action}", role.get("Arn", "*"), boundary) for action in actions)


def _managed_policy(operation, *args):
    if operation == "create":
        logical_id, props, stack = args[:3]
        name = props.get("ManagedPolicyName") or provisioners._physical_name(stack, logical_id, max_len=128)
        arn = f"arn:aws:iam::{get_account_id()}:policy{props.get('Path', '/')}{name}"
        actions = ("CreatePolicy", "GetPolicy")
    else:
        arn = args[0]
        actions = {
            "update": ("GetPolicy", "ListPolicyVersions", "CreatePolicyVersion", "DeletePolicyVersion"),
            "delete": ("GetPolicy", "ListEntitiesForPolicy", "ListPolicyVersions", "DeletePolicyVersion", "DeletePolicy"),
        }[operation]
    return [(f"iam:{action}", arn, {}) for action in actions]


def _regional(service, resource, name_of, actions):
    """A type whose calls are all on one resource of its Region: actions by operation."""
    def calls(operation, *args):
        arn = f"arn:aws:{service}:{get_region()}:{get_account_id()}:{resource.format(name_of(operation, args))}"
        return [(f"{service}:{action}", arn, {}) for action in actions[operation].split()]
    return calls


def _named(key, limit):
    """The name that a template gives, or CloudFormation."""
    def name_of(operation, args):
        if operation == "create":
            logical_id, props, stack = args[:3]
            return props.get(key) or provisioners._physical_name(stack, logical_id, max_len=limit)
        return args[0].split("|")[-1].split("/")[-1]
    return name_of


def _rule(operation, *args):
    props = args[1] if operation != "update" else args[2]
    bus = str(props.get("EventBusName", "default")).split("/")[-1]
    path = "rule/{}" if bus == "default" else f"rule/{bus}/{{}}"
    actions = {"create": "PutRule DescribeRule PutTargets", "update": "PutRule DescribeRule ListTargetsByRule PutTargets RemoveTargets",
               "delete": "ListTargetsByRule RemoveTargets DeleteRule"}
    yield from _regional("events", path, _named("Name", 64), actions)(operation, *args)
    for target in (props.get("Targets") or []) if operation != "delete" else []:
        if target.get("RoleArn"):
            yield "iam:PassRole", target["RoleArn"], {"iam:passedtoservice": "events.amazonaws.com"}


def _connection(operation, *args):
    name = _named("Name", 64)(operation, args)
    actions = {"create": "CreateConnection DescribeConnection", "update": "UpdateConnection DescribeConnection",
               "delete": "DeleteConnection DescribeConnection"}
    yield from _regional("events", "connection/{}/0a1b", lambda *_: name, actions)(operation, *args)
    secrets = {"create": "CreateSecret GetSecretValue PutSecretValue", "update": "CreateSecret UpdateSecret GetSecretValue PutSecretValue",
               "delete": ""}
    yield from _regional("secretsmanager", "secret:events!connection/{}/0a1b", lambda *_: name, secrets)(operation, *args)
    if operation == "create":
        yield "iam:CreateServiceLinkedRole", (f"arn:aws:iam::{get_account_id()}:role/aws-service-role/apidestinations.events.amazonaws.com/"
                                              "AWSServiceRoleForAmazonEventBridgeApiDestinations"), {}


def _queue_policy(operation, *args):
    props = args[2] if operation == "update" else args[1]
    for url in props["Queues"]:
        yield "sqs:SetQueueAttributes", f"arn:aws:sqs:{get_region()}:{get_account_id()}:{url.split('/')[-1]}", {}


_CALLS = {
    "AWS::IAM::Role": _role,
    "AWS::IAM::ManagedPolicy": _managed_policy,
    "AWS::IAM::Policy": _inline_policy,
    "AWS::Events::Rule": _rule,
    "AWS::Events::Connection": _connection,
    "AWS::Events::ApiDestination": _regional("events", "api-destination/{}/0a1b", _named("Name", 64), {
        "create": "CreateApiDestination DescribeApiDestination", "update": "UpdateApiDestination DescribeApiDestination",
        "delete": "DeleteApiDestination DescribeApiDestination"}),
    "AWS::Events::EventBus": _regional("events", "event-bus/{}", _named("Name", 256), {
        "create": "CreateEventBus DescribeEventBus", "update": "PutPermission DescribeEventBus", "delete": "DescribeEventBus DeleteEventBus"}),
    "AWS::SQS::Queue": _regional("sqs", "{}", _named("QueueName", 80), {
        "create": "CreateQueue GetQueueUrl GetQueueAttributes ListQueueTags", "update": "SetQueueAttributes GetQueueAttributes ListQueueTags",
        "delete": "DeleteQueue GetQueueAttributes"}),
    "AWS::SQS::QueuePolicy": _queue_policy,
    "AWS::CloudWatch::Alarm": _regional("cloudwatch", "alarm:{}", _named("AlarmName", 255), {
        "create": "PutMetricAlarm DescribeAlarms", "update": "PutMetricAlarm DescribeAlarms", "delete": "DeleteAlarms DescribeAlarms"}),
}
