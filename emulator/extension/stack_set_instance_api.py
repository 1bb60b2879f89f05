"""The operations of StackSets on instances, and on operations themselves."""

from ministack.services.cloudformation import helpers

from . import stack_sets
from .hooks import element, members
from .stack_set_instances import Instance

_values = helpers._extract_string_members


def find_set(params):
    """The stack set a request names; LookupError if there is none."""
    name = helpers._p(params, "StackSetName")
    stack_set = stack_sets.find(name)
    if stack_set is None:
        raise LookupError("StackSet", name)
    return stack_set


def _targets(stack_set, params):
    """The deployment targets of a request as {(account, region): unit}."""
    prefix = "DeploymentTargets." if any(key.startswith("DeploymentTargets.") for key in params) else ""
    target = {"Accounts": _values(params, f"{prefix}Accounts"),
              "OrganizationalUnitIds": _values(params, f"{prefix}OrganizationalUnitIds"),
              "AccountFilterType": helpers._p(params, f"{prefix}AccountFilterType")}
    return target, {(account, region): unit for account, unit in stack_sets.covered(stack_set, target)
                    for region in _values(params, "Regions")}


def _overrides(params):
    return {item["Key"]: item["Value"] for item in helpers._extract_members(params, "ParameterOverrides")}


def tolerance(params):
    """How many instances may fail before a request's operation does."""
    if helpers._p(params, "OperationPreferences.FailureTolerancePercentage"):
        raise ValueError("The emulator models FailureToleranceCount only")
    return int(helpers._p(params, "OperationPreferences.FailureToleranceCount") or 0)


def _create_instances(params):
    stack_set = find_set(params)
    target, pairs = _targets(stack_set, params)
    stack_set.targets.append((target, _values(params, "Regions")))
    instances = [stack_set.instances.get(key) or Instance(*key, unit) for key, unit in pairs.items()]
    for instance in instances:
        instance.overrides = _overrides(params)
    return element("OperationId", stack_sets.run(stack_set, "CREATE", instances, tolerance(params)))


def _update_instances(params):
    stack_set = find_set(params)
    _target, pairs = _targets(stack_set, params)
    instances = [stack_set.instances[key] for key in pairs if key in stack_set.instances]
    for instance in instances:
        instance.overrides.update(_overrides(params))
    return element("OperationId", stack_sets.run(stack_set, "UPDATE", instances, tolerance(params)))


def _delete_instances(params):
    stack_set = find_set(params)
    _target, pairs = _targets(stack_set, params)
    if helpers._p(params, "RetainStacks") == "true":
        for key in pairs:
            stack_set.instances.pop(key, None)
        return element("OperationId", stack_sets.run(stack_set, "DELETE", []))
    instances = [stack_set.instances[key] for key in pairs if key in stack_set.instances]
    return element("OperationId", stack_sets.run(stack_set, "DELETE", instances))


def _instance(stack_set, instance):
    status, reason, detail = instance.state()
    return {"StackSetId": stack_set.id, "Region": instance.region, "Account": instance.account,
            "StackId": instance.stack_id or None, "Status": status, "StatusReason": reason or None,
            "StackInstanceStatus": {"DetailedStatus": detail}, "OrganizationalUnitId": instance.unit or None}


def _list_instances(params):
    stack_set = find_set(params)
    account, region = helpers._p(params, "StackInstanceAccount"), helpers._p(params, "StackInstanceRegion")
    return members("Summaries", [
        _instance(stack_set, instance) for instance in stack_set.instances.values()
        if account in ("", instance.account) and region in ("", instance.region)])


def _describe_instance(params):
    stack_set = find_set(params)
    key = helpers._p(params, "StackInstanceAccount"), helpers._p(params, "StackInstanceRegion")
    if key not in stack_set.instances:
        raise LookupError("StackInstance", "/".join(key))
    return element("StackInstance", _instance(stack_set, stack_set.instances[key]))


def _operation(stack_set, operation_id):
    if operation_id not in stack_set.operations:
        raise LookupError("Operation", operation_id)
    operation = stack_set.operations[operation_id]
    return {"OperationId": operation_id, "Action": operation["action"], "CreationTimestamp": operation["created"],
            "Status": stack_sets.operation_status(operation)}


def _describe_operation(params):
    stack_set = find_set(params)
    shown = _operation(stack_set, helpers._p(params, "OperationId"))
    return element("StackSetOperation", {**shown, "StackSetId": stack_set.id})


def _list_operations(params):
    stack_set = find_set(params)
    return members("Summaries", [_operation(stack_set, operation_id) for operation_id in stack_set.operations])


def _list_operation_results(params):
    stack_set = find_set(params)
    operation_id = helpers._p(params, "OperationId")
    _operation(stack_set, operation_id)
    results = []
    for instance in stack_set.operations[operation_id]["instances"]:
        _status, reason, detail = instance.state()
        results.append({"Account": instance.account, "Region": instance.region, "Status": detail,
                        "StatusReason": reason or None, "OrganizationalUnitId": instance.unit or None})
    return members("Summaries", results)


OPERATIONS = {
    "CreateStackInstances": _create_instances,
    "UpdateStackInstances": _update_instances,
    "DeleteStackInstances": _delete_instances,
    "ListStackInstances": _list_instances,
    "DescribeStackInstance": _describe_instance,
    "DescribeStackSetOperation": _describe_operation,
    "ListStackSetOperations": _list_operations,
    "ListStackSetOperationResults": _list_operation_results,
}
