"""What CloudFormation does and ministack does otherwise: pseudo parameters in conditions, and what a deletion that fails leaves."""

from ministack.core.responses import get_account_id, get_region
from ministack.services.cloudformation import _stacks, changesets, engine, handlers, stacks


def install():
    """Correct both."""
    evaluate = engine._evaluate_conditions

    def evaluate_conditions(template, params):
        pseudo = {"AWS::Region": get_region(), "AWS::AccountId": get_account_id(), "AWS::Partition": "aws"}
        return evaluate(template, {**{name: {"Value": value} for name, value in pseudo.items()}, **params})

    for module in (engine, stacks, handlers, changesets):
        if hasattr(module, "_evaluate_conditions"):
            module._evaluate_conditions = evaluate_conditions
    delete = stacks._delete_resource

    def delete_resource(resource_type, physical_id, props, stack_name=None, logical_id=None):
        if user := _failed_user(stack_name, logical_id):
            raise ValueError(f"Not deleted, as {user} still uses it")
        return delete(resource_type, physical_id, props, stack_name, logical_id)

    stacks._delete_resource = delete_resource


def _failed_user(stack_name, logical_id):
    """A resource of the stack that could not be deleted and depends on this one."""
    stack = _stacks.get(stack_name) or {}
    if stack.get("StackStatus") != "DELETE_IN_PROGRESS":
        return None
    resources = stack.get("_resources", {})
    declared = (stack.get("_template") or {}).get("Resources", {})
    # What depends on a resource is deleted before it: a failure is one of this deletion.
    return next((name for name, resource in resources.items()
                 if resource.get("ResourceStatus") == "DELETE_FAILED" and name != logical_id
                 and logical_id in engine._extract_deps(declared.get(name, {}), set(resources))), None)
