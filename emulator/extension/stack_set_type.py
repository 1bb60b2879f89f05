"""The resource type AWS::CloudFormation::StackSet. It waits for its operations, and fails with them."""

import json
import time
from contextlib import contextmanager

from ministack.core.responses import get_account_id, get_region, request_scope
from ministack.services.cloudformation import helpers, stacks

from . import organization_services, organizations, stack_sets
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


@contextmanager
def _administering(props):
    """With CallAs DELEGATED_ADMIN the stack sets of the management account are meant, by an account that administers them."""
    caller = get_account_id()
    if props.get("CallAs", "SELF") == "SELF":
        yield
        return
    owner = organizations.management_account(caller)
    with request_scope(owner or caller, get_region()):
        if owner is None or not organization_services.is_delegated(caller, stack_sets.SERVICE):
            raise ValueError("Account used is not a delegated administrator")
        yield


def _create(_logical_id, props, _stack):
    refuse_unknown(_TYPE, props, _PROPERTIES)
    with _administering(props):
        if props["StackSetName"] in stack_sets.SETS:
            raise ValueError(f"The name {props['StackSetName']} is already in use (NameAlreadyExistsException)")
        stack_set = stack_sets.add(stack_sets.StackSet(
            name=props["StackSetName"], template="", service_managed=props.get("PermissionModel") == "SERVICE_MANAGED"))
        try:
            _configure(stack_set, props)
            _finish(stack_set, "CREATE", _instances(stack_set, props).values(), props)
        except ValueError:
            _remove(stack_set)
            raise
        return stack_set.id, {"StackSetId": stack_set.id}


def _update(physical_id, old, new, _stack):
    refuse_unknown(_TYPE, new, _PROPERTIES)
    changed = [name for name in _FIXED if old.get(name) != new.get(name)]
    if changed:
        raise ValueError(f"{_TYPE}: the emulator does not model a change of {', '.join(changed)}")
    with _administering(new):
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


def _delete(physical_id, props):
    with _administering(props):
        stack_set = stack_sets.find(physical_id)
        if stack_set:
            _remove(stack_set)


def _remove(stack_set):
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
        if group["DeploymentTargets"].get("AccountFilterType") == "UNION":
            raise ValueError("UNION is not supported for create operations when using StackSet as a resource")
        overrides = {item["ParameterKey"]: str(item["ParameterValue"]) for item in group.get("ParameterOverrides") or []}
        for account, unit in stack_sets.covered(stack_set, group["DeploymentTargets"]):
            for region in group["Regions"]:
                instances[(account, region)] = Instance(account, region, unit, overrides)
    return instances


def _finish(stack_set, action, instances, props):
    """Deploy to the Regions in their order, or at once; ValueError names each instance that failed, unless failures are tolerated."""
    preferences = props.get("OperationPreferences") or {}
    for wave in _waves(list(instances), preferences):
        operation = stack_set.operations[stack_sets.run(stack_set, action, wave, _tolerance(preferences, len(wave)))]
        deadline = time.monotonic() + _TIMEOUT_SECONDS
        while (status := stack_sets.operation_status(operation)) == "RUNNING":
            if time.monotonic() > deadline:
                raise ValueError(f"The {action} operation of {stack_set.name} did not finish in {_TIMEOUT_SECONDS} seconds")
            time.sleep(0.02)
        if status == "FAILED":
            raise ValueError("; ".join(f"{instance.account}/{instance.region}: {instance.reason()}"
                                       for instance in wave if "FAILED" in (instance.state()[2], instance.deletion())))


def _waves(instances, preferences):
    """The instances that are deployed to at once: all, or those of a Region."""
    present = sorted({instance.region for instance in instances})
    order = [region for region in preferences.get("RegionOrder") or present if region in present]
    if set(order) != set(present):
        raise ValueError(f"RegionOrder must hold every Region of the stack set, got {', '.join(preferences['RegionOrder'])}")
    if preferences.get("RegionConcurrencyType") == "PARALLEL":
        return [instances] if instances else []
    return [[instance for instance in instances if instance.region == region] for region in order]


def _tolerance(preferences, total):
    if "FailureTolerancePercentage" in preferences:
        return total * int(preferences["FailureTolerancePercentage"]) // 100
    return int(preferences.get("FailureToleranceCount", 0))
