"""The IAM calls with which CloudFormation creates, updates and deletes a resource, as its resource schemas name them."""

from ministack.core.responses import get_account_id
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


_CALLS = {"AWS::IAM::Role": _role, "AWS::IAM::ManagedPolicy": _managed_policy}
