"""What EventBridge may do: with the role of a target, on a bus of another account, on a dead-letter queue."""

from ministack import app
from ministack.core import iam_evaluator
from ministack.core.responses import get_account_id, get_region, request_scope
from ministack.services import eventbridge as events
from ministack.services import iam, sqs
from ministack.services import organizations as org

from .organizations import management_account

_SERVICE = "events.amazonaws.com"


class Denied(Exception):
    """EventBridge may not do what a target asks for; the message says what."""


def require_role(role_arn, rule_arn, action, resource):
    """Assume the role for a rule, and make sure that its policies allow the action."""
    if not app.AUTH:
        return
    account, name = role_arn.split(":")[4], role_arn.split("/")[-1]
    role = iam._roles.get_scoped(account, None, name)
    if role is None or not _service_may(role["AssumeRolePolicyDocument"], "sts:AssumeRole", role_arn, rule_arn):
        raise Denied(f"{_SERVICE} may not assume {role_arn} for {rule_arn}")
    context = _context(_session(role_arn), "AssumedRole", account, action, resource)
    if iam_evaluator.evaluate(context, iam_evaluator._gather_role_policies(name, account)).decision != "Allow":
        raise Denied(f"{role_arn} may not {action} on {resource}")


def require_bus(role_arn, spec):
    """Make sure that the policy of a bus of another account lets the role send to it."""
    account = role_arn.split(":")[4]
    if not app.AUTH or account == spec.account_id:
        return
    with request_scope(spec.account_id, spec.region):
        policy = events._event_bus_policies.get(spec.resource.split("/", 1)[1])
    context = _context(_session(role_arn), "AssumedRole", account, "events:PutEvents", str(spec),
                       {"aws:principalorgid": _organization(account)})
    if not policy or iam_evaluator.evaluate_resource_policy(policy, context).decision != "Allow":
        raise Denied(f"the policy of {spec} does not let {role_arn} send events")


def queue_for(queue_arn, rule_arn):
    """The dead-letter queue of a rule, or None when there is none or its policy does not let EventBridge send."""
    queue = sqs._queue_by_arn(queue_arn)
    if queue is None:
        return None
    policy = queue["attributes"].get("Policy") or "{}"
    allowed = not app.AUTH or _service_may(policy, "sqs:SendMessage", queue_arn, rule_arn)
    return queue if allowed else None


def _service_may(policy, action, resource, rule_arn):
    context = _context(_SERVICE, "Service", get_account_id(), action, resource,
                       {"aws:sourcearn": rule_arn, "aws:sourceaccount": rule_arn.split(":")[4]})
    return iam_evaluator.evaluate_resource_policy(policy, context, service=_SERVICE).decision == "Allow"


def _session(role_arn):
    return f"arn:aws:sts::{role_arn.split(':')[4]}:assumed-role/{role_arn.split('/')[-1]}/events"


def _context(principal, kind, account, action, resource, keys=None):
    return iam_evaluator.EvalContext(
        principal_arn=principal, principal_type=kind, principal_account=account, action=action, resource_arn=resource,
        region=get_region(), source_ip=_SERVICE, secure_transport=True, service_context=keys or {})


def _organization(account):
    owner = management_account(account)
    if owner is None:
        return None
    with request_scope(owner, get_region()):
        return org._orgs["self"]["Id"]
