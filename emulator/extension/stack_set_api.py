"""The StackSets operations of the CloudFormation API."""

from ministack.core.responses import get_account_id, request_scope
from ministack.services.cloudformation import handlers, helpers

from . import organization_services, organizations, stack_set_instance_api, stack_sets
from .hooks import element, members
from .stack_set_instance_api import find_set, tolerance
from .stack_sets import SERVICE, StackSet

_values = helpers._extract_string_members


def install():
    """Register the operations and follow accounts as they come and move."""
    handlers._ACTION_HANDLERS.update({
        operation: _as_administrator(operation, handler) for operation, handler in _OPERATIONS.items()})
    organizations.on_placement(stack_sets.place)


def _as_administrator(operation, handler):
    """With CallAs=DELEGATED_ADMIN an operation acts on the management account's stack sets."""
    def run(params):
        if helpers._p(params, "CallAs") != "DELEGATED_ADMIN":
            return _answer(operation, handler, params)
        owner = organizations.management_account(get_account_id())
        caller = get_account_id()
        with request_scope(owner or caller, "us-east-1"):
            if owner is None or not organization_services.is_delegated(caller, SERVICE):
                return helpers._error("ValidationError", "Account used is not a delegated administrator")
            return _answer(operation, handler, params)
    return run


def _answer(operation, handler, params):
    try:
        result = handler(params)
    except LookupError as missing:
        kind, name = missing.args
        return helpers._error(f"{kind}NotFoundException", f"{kind} {name} not found", 404)
    except ValueError as refused:
        return helpers._error("ValidationError", str(refused))
    if isinstance(result, tuple):
        return result
    return helpers._xml(200, f"{operation}Response", f"<{operation}Result>{result}</{operation}Result>")


def _create(params):
    name = helpers._p(params, "StackSetName")
    if stack_sets.find(name):
        return helpers._error("NameAlreadyExistsException", f"The name {name} is already in use", 409)
    template, error = helpers._resolve_template(params)
    if error:
        return error
    stack_set = stack_sets.add(StackSet(
        name=name, template=template, service_managed=helpers._p(params, "PermissionModel") == "SERVICE_MANAGED"))
    _configure(stack_set, params)
    return element("StackSetId", stack_set.id)


def _configure(stack_set, params):
    def text(key, current):
        return helpers._p(params, key) or current
    for item in helpers._extract_members(params, "Parameters"):
        if not item["UsePreviousValue"]:
            stack_set.parameters[item["Key"]] = item["Value"]
    stack_set.capabilities = _values(params, "Capabilities") or stack_set.capabilities
    stack_set.execution_role = text("ExecutionRoleName", stack_set.execution_role)
    stack_set.administration_role = text("AdministrationRoleARN", stack_set.administration_role)
    stack_set.description = text("Description", stack_set.description)
    stack_set.tags = helpers._extract_members(params, "Tags") or stack_set.tags
    if helpers._p(params, "AutoDeployment.Enabled"):
        stack_set.auto_deployment = {
            "Enabled": helpers._p(params, "AutoDeployment.Enabled"),
            "RetainStacksOnAccountRemoval": helpers._p(params, "AutoDeployment.RetainStacksOnAccountRemoval", "false")}


def _update(params):
    stack_set = find_set(params)
    template, error = helpers._resolve_template(params)
    if error:
        return error
    stack_set.template = template or stack_set.template
    _configure(stack_set, params)
    operation = stack_sets.run(stack_set, "UPDATE", list(stack_set.instances.values()), tolerance(params))
    return element("OperationId", operation)


def _delete(params):
    stack_set = find_set(params)
    if stack_set.instances:
        return helpers._error("StackSetNotEmptyException", "StackSet is not empty", 409)
    stack_sets.SETS.pop(stack_set.name)
    return ""


def _describe(params):
    stack_set = find_set(params)
    units = sorted({instance.unit for instance in stack_set.instances.values() if instance.unit})
    shown = element("StackSet", {
        **_summary(stack_set), "TemplateBody": stack_set.template,
        "AdministrationRoleARN": stack_set.administration_role or None,
        "ExecutionRoleName": None if stack_set.service_managed else stack_set.execution_role,
    })
    lists = (members("OrganizationalUnitIds", units), members("Capabilities", stack_set.capabilities),
             members("Parameters", [{"ParameterKey": key, "ParameterValue": value}
                                    for key, value in stack_set.parameters.items()]),
             members("Tags", [{"Key": tag["Key"], "Value": tag["Value"]} for tag in stack_set.tags]))
    return shown.removesuffix("</StackSet>") + "".join(lists) + "</StackSet>"


def _summary(stack_set):
    auto = stack_set.auto_deployment
    return {"StackSetName": stack_set.name, "StackSetId": stack_set.id, "Description": stack_set.description or None,
            "Status": "ACTIVE",
            "PermissionModel": "SERVICE_MANAGED" if stack_set.service_managed else "SELF_MANAGED",
            "AutoDeployment": {key: str(value).lower() for key, value in auto.items()} if auto else None}


def _list(_params):
    return members("Summaries", [_summary(stack_set) for stack_set in stack_sets.SETS.values()])


def _activate(_params):
    organization_services.trust(SERVICE)
    return ""


def _deactivate(_params):
    organization_services.trust(SERVICE, False)
    return ""


def _describe_access(_params):
    return element("Status", "ENABLED" if organization_services.is_trusted(SERVICE) else "DISABLED")


_OPERATIONS = {
    "CreateStackSet": _create,
    "UpdateStackSet": _update,
    "DeleteStackSet": _delete,
    "DescribeStackSet": _describe,
    "ListStackSets": _list,
    **stack_set_instance_api.OPERATIONS,
    "ActivateOrganizationsAccess": _activate,
    "DeactivateOrganizationsAccess": _deactivate,
    "DescribeOrganizationsAccess": _describe_access,
}
