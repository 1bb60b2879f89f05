"""The roles of a self-managed stack set: who enters an account, and what may be done there. Enforced where the emulator enforces IAM."""

import json
from contextlib import contextmanager
from contextvars import ContextVar

from ministack import app
from ministack.core import iam_evaluator
from ministack.core.iam_evaluator import EvalContext
from ministack.core.responses import get_account_id, get_region
from ministack.services import iam
from ministack.services.cloudformation import provisioners

from . import deployment_calls, regions

DEFAULT_ADMINISTRATION = "AWSCloudFormationStackSetAdministrationRole"
_acting = ContextVar("acting_role", default="")


def install():
    """Ask the acting role before CloudFormation creates, updates or deletes a resource."""
    for resource_type, handler in provisioners._RESOURCE_HANDLERS.items():
        for operation in ("create", "update", "delete"):
            if operation in handler:
                handler[operation] = _asking(resource_type, operation, handler[operation])


def refusal(stack_set, account, region):
    """Why the stack set's roles cannot enter the account, or nothing."""
    name = stack_set.execution_role
    administration = stack_set.administration_role.split("/")[-1] or DEFAULT_ADMINISTRATION
    lacking = f"Account {account} should have '{name}' role with trust relationship to Role '{administration}'."
    execution = iam._roles.get_scoped(account, None, name)
    if execution is None:
        return lacking
    if not app.AUTH:
        return ""
    owner = stack_set.owner
    role = iam._roles.get_scoped(owner, None, administration)
    if role is None or not _serves_cloudformation(role, stack_set, region):
        return f"Role {stack_set.administration_role or administration} is invalid or cannot be assumed"
    caller = f"arn:aws:sts::{owner}:assumed-role/{administration}/StackSets"
    if denied := _denied(administration, owner, caller, "sts:AssumeRole", execution["Arn"], {}):
        return denied
    context = _context(role["Arn"], caller, owner, "sts:AssumeRole", execution["Arn"], {})
    return "" if iam_evaluator.evaluate_trust_policy(execution["AssumeRolePolicyDocument"], caller, context) else lacking


@contextmanager
def acting(stack_set, operation, stack_name):
    """Do what follows, and what CloudFormation does later because of it, as the execution role; ValueError if it may not call CloudFormation."""
    if stack_set.service_managed or not app.AUTH:
        yield
        return
    token = _acting.set(stack_set.execution_role)
    try:
        _require(f"cloudformation:{operation}",
                 f"arn:aws:cloudformation:{get_region()}:{get_account_id()}:stack/{stack_name}/*", {})
        yield
    finally:
        _acting.reset(token)


def _serves_cloudformation(role, stack_set, region):
    """Whether CloudFormation may assume the administration role for this stack set; in an opt-in Region it has another name."""
    owner = stack_set.owner
    service = "cloudformation.amazonaws.com"
    if region not in regions.DEFAULT_REGIONS:
        service = f"cloudformation.{region}.amazonaws.com"
    source = f"arn:aws:cloudformation:{stack_set.region}:{owner}:stackset/{stack_set.id}"
    context = _context(service, service, owner, "sts:AssumeRole", role["Arn"],
                       {"aws:sourceaccount": owner, "aws:sourcearn": source})
    statements = json.loads(role["AssumeRolePolicyDocument"])["Statement"]
    return any(
        statement["Effect"] == "Allow"
        and iam_evaluator._service_principal_matches(statement["Principal"], service)
        and iam_evaluator._conditions_met(statement.get("Condition", {}), context)
        for statement in (statements if isinstance(statements, list) else [statements]))


def _asking(resource_type, operation, handler):
    def ask_first(*args):
        if _acting.get():
            for action, arn, context in deployment_calls.of(resource_type, operation, *args):
                _require(action, arn, context)
        return handler(*args)
    return ask_first


def _require(action, arn, context):
    account, role = get_account_id(), _acting.get()
    if denied := _denied(role, account, f"arn:aws:sts::{account}:assumed-role/{role}/StackSets", action, arn, context):
        raise ValueError(denied)


def _denied(role_name, account, caller, action, arn, keys):
    role = iam._roles.get_scoped(account, None, role_name)
    if role is None:
        return f"Role {role_name} is invalid or cannot be assumed"
    result = iam_evaluator.evaluate(
        _context(role["Arn"], caller, account, action, arn, keys),
        iam_evaluator._gather_role_policies(role_name, account),
        *iam_evaluator._permissions_boundary(iam._roles, role_name, account))
    return "" if result.decision == "Allow" else f"User: {caller} is not authorized to perform: {action} on resource: {arn}"


def _context(principal, caller, account, action, arn, keys):
    return EvalContext(principal_arn=principal, principal_type="AssumedRole", principal_account=account, action=action,
                       resource_arn=arn, region=get_region(), service_context={**keys, "aws:userid": caller})
