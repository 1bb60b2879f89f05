"""The resource type AWS::CloudFormation::StackSet. It waits for its operations, and fails with them."""

import json
import time

from ministack.services.cloudformation import helpers, stacks

from . import stack_sets
from .hooks import refuse_unknown, register_type
from .stack_set_instances import Instance

_TYPE = "AWS::CloudFormation::StackSet"
_PROPERTIES = (
    "StackSetName", "TemplateBody", "TemplateURL", "PermissionModel", "Parameters", "Capabilities", "ExecutionRoleName",
    "AdministrationRoleARN", "AutoDeployment", "Description", "Tags", "StackInstancesGroup", "OperationPreferences",
    "CallAs", "ManagedExecution",
)
_FIXED = ("StackSetName", "PermissionModel")
_TIMEOUT_SECONDS = 300


def install():
    """Register the type; it waits for stacks, so it runs beside the event loop as nested stacks do."""
    register_type(_TYPE, _create, _delete, _update)
    waits = stacks._runs_on_worker_thread
    stacks._runs_on_worker_thread = lambda resource_type: resource_type == _TYPE or waits(resource_type)


def _create(_logical_id, props, _stack):
    refuse_unknown(_TYPE, props, _PROPERTIES)
    if props["StackSetName"] in stack_sets.SETS:
        raise ValueError(f"The name {props['StackSetName']} is already in use (NameAlreadyExistsException)")
    stack_set = stack_sets.add(stack_sets.StackSet(
        name=props["StackSetName"], template="", service_managed=props.get("PermissionModel") == "SERVICE_MANAGED"))
    _configure(stack_set, props)
    _finish(stack_set, "CREATE", _instances(stack_set, props).values(), props)
    return stack_set.id, {"StackSetId": stack_set.id}


def _update(physical_id, old, new, _stack):
    refuse_unknown(_TYPE, new, _PROPERTIES)
    changed = [name for name in _FIXED if old.get(name) != new.get(name)]
    if changed:
        raise ValueError(f"{_TYPE}: the emulator does not model a change of {', '.join(changed)}")
    stack_set = stack_sets.find(physical_id)
    _configure(stack_set, new)
    wanted, present = _instances(stack_set, new), dict(stack_set.instances)
    kept = []
    for key in present.keys() & wanted.keys():
        present[key].overrides = wanted[key].overrides
        kept.append(present[key])
    _finish(stack_set, "DELETE", [present[key] for key in present.keys() - wanted.keys()], new)
    _finish(stack_set, "UPDATE", kept, new)
    _finish(stack_set, "CREATE", [wanted[key] for key in wanted.keys() - present.keys()], new)
    return physical_id, {"StackSetId": physical_id}


def _delete(physical_id, _props):
    stack_set = stack_sets.find(physical_id)
    if stack_set:
        _finish(stack_set, "DELETE", list(stack_set.instances.values()), {})
        stack_sets.SETS.pop(stack_set.name)


def _configure(stack_set, props):
    stack_set.template = _template(props)
    stack_set.parameters = {item["ParameterKey"]: str(item["ParameterValue"]) for item in props.get("Parameters") or []}
    stack_set.capabilities = list(props.get("Capabilities") or [])
    stack_set.execution_role = props.get("ExecutionRoleName") or "AWSCloudFormationStackSetExecutionRole"
    stack_set.administration_role = props.get("AdministrationRoleARN", "")
    stack_set.auto_deployment = props.get("AutoDeployment") or {}
    stack_set.description = props.get("Description", "")
    stack_set.tags = [{"Key": tag["Key"], "Value": str(tag["Value"])} for tag in props.get("Tags") or []]
    stack_set.targets = [(group["DeploymentTargets"], group["Regions"])
                         for group in props.get("StackInstancesGroup") or []]


def _template(props):
    if props.get("TemplateBody"):
        body = props["TemplateBody"]
        return body if isinstance(body, str) else json.dumps(body)
    text, error = helpers._resolve_template({"TemplateURL": [props.get("TemplateURL", "")]})
    if error or not text:
        raise ValueError(f"The template at {props.get('TemplateURL')} could not be read")
    return text


def _instances(stack_set, props):
    instances = {}
    for group in props.get("StackInstancesGroup") or []:
        overrides = {item["ParameterKey"]: str(item["ParameterValue"]) for item in group.get("ParameterOverrides") or []}
        for account, unit in stack_sets.covered(stack_set, group["DeploymentTargets"]):
            for region in group["Regions"]:
                instances[(account, region)] = Instance(account, region, unit, overrides)
    return instances


def _finish(stack_set, action, instances, props):
    """Run an operation to its end; ValueError names each instance that failed, unless failures are tolerated."""
    instances = list(instances)
    if not instances:
        return
    tolerance = _tolerance(props.get("OperationPreferences") or {}, len(instances))
    operation = stack_set.operations[stack_sets.run(stack_set, action, instances, tolerance)]
    deadline = time.monotonic() + _TIMEOUT_SECONDS
    while (status := stack_sets.operation_status(operation)) == "RUNNING":
        if time.monotonic() > deadline:
            raise ValueError(f"The {action} operation of {stack_set.name} did not finish in {_TIMEOUT_SECONDS} seconds")
        time.sleep(0.02)
    if status == "FAILED":
        raise ValueError("; ".join(f"{instance.account}/{instance.region}: {instance.state()[1]}"
                                   for instance in instances if instance.state()[2] == "FAILED"))


def _tolerance(preferences, total):
    if "FailureTolerancePercentage" in preferences:
        return total * int(preferences["FailureTolerancePercentage"]) // 100
    return int(preferences.get("FailureToleranceCount", 0))
