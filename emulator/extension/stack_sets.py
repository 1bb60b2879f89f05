"""Stack sets: what they are, which accounts they cover, and their operations."""

from dataclasses import dataclass, field

from ministack.core.responses import AccountScopedDict, get_account_id, get_region, new_uuid, now_iso
from ministack.services import organizations as org

from . import organization_services, organizations
from .hooks import is_true, store
from .stack_set_instances import Instance, delete_stack, deploy_stack

SERVICE = "member.org.stacksets.cloudformation.amazonaws.com"
SETS = store(AccountScopedDict())


@dataclass
class StackSet:
    """A stack set as its owner configured it, with its instances and operations."""

    name: str
    template: str
    service_managed: bool = False
    parameters: dict = field(default_factory=dict)
    capabilities: list = field(default_factory=list)
    execution_role: str = "AWSCloudFormationStackSetExecutionRole"
    administration_role: str = ""
    auto_deployment: dict = field(default_factory=dict)
    description: str = ""
    tags: list = field(default_factory=list)
    id: str = ""
    owner: str = ""
    region: str = ""
    targets: list = field(default_factory=list)
    instances: dict = field(default_factory=dict)
    operations: dict = field(default_factory=dict)


def find(name_or_id):
    """The current account's stack set of that name or id, or None."""
    return SETS.get(name_or_id) or next((item for item in SETS.values() if item.id == name_or_id), None)


def add(stack_set):
    """Keep a new stack set; ValueError if AWS would refuse it."""
    if stack_set.service_managed and not organization_services.is_trusted(SERVICE):
        raise ValueError("You must enable organizations access to operate a service managed stack set")
    stack_set.id = f"{stack_set.name}:{new_uuid()}"
    stack_set.owner, stack_set.region = get_account_id(), get_region()
    SETS[stack_set.name] = stack_set
    return stack_set


def covered(stack_set, target):
    """(account, unit) pairs of deployment targets. The management account gets no service-managed stack."""
    accounts = [str(account) for account in target.get("Accounts") or []]
    if not stack_set.service_managed:
        return [(account, "") for account in accounts]
    units = target.get("OrganizationalUnitIds") or []
    if not units:
        raise ValueError("Organizational unit ids are required for a service managed stack set")
    pairs = {}
    for unit in units:
        if org._target(unit)[1] not in ("ROOT", "ORGANIZATIONAL_UNIT"):
            raise ValueError(f"Organizational unit {unit} was not found in the organization")
        for account in organizations.members_of(unit):
            if account != get_account_id() and _selected(target.get("AccountFilterType"), account, accounts):
                pairs.setdefault(account, unit)
    if target.get("AccountFilterType") == "UNION":
        for account in accounts:
            pairs.setdefault(account, "")
    return list(pairs.items())


def _selected(filter_type, account, accounts):
    if filter_type == "INTERSECTION":
        return account in accounts
    return not (filter_type == "DIFFERENCE" and account in accounts)


def run(stack_set, action, instances, tolerance=0):
    """Start an operation on instances (action CREATE, UPDATE or DELETE) and answer its id."""
    operation = new_uuid()
    stack_set.operations[operation] = {"action": action, "created": now_iso(), "tolerance": tolerance,
                                       "instances": list(instances), "stack_set": stack_set}
    for instance in instances:
        if action == "DELETE":
            stack_set.instances.pop((instance.account, instance.region), None)
            delete_stack(stack_set, instance)
        else:
            stack_set.instances[(instance.account, instance.region)] = instance
            deploy_stack(stack_set, instance)
    return operation


def operation_status(operation):
    """RUNNING, SUCCEEDED or FAILED, from the instances' own stacks."""
    if operation["action"] == "DELETE":
        return _deletion_status(operation)
    details = [instance.state()[2] for instance in operation["instances"]]
    if "RUNNING" in details:
        return "RUNNING"
    return "FAILED" if details.count("FAILED") > operation["tolerance"] else "SUCCEEDED"


def _deletion_status(operation):
    results = [(instance, instance.deletion()) for instance in operation["instances"]]
    if any(result == "RUNNING" for _instance, result in results):
        return "RUNNING"
    failed = [instance for instance, result in results if result == "FAILED"]
    for instance in failed:
        operation["stack_set"].instances[(instance.account, instance.region)] = instance
    return "FAILED" if len(failed) > operation["tolerance"] else "SUCCEEDED"


def place(account):
    """Bring the auto-deployed stack sets to an account that joined, and take them from one that left a unit; account filters do not count here."""
    for stack_set in SETS.values():
        if not is_true(stack_set.auto_deployment.get("Enabled", False)):
            continue
        wanted = {(account, region): unit for target, regions in stack_set.targets for region in regions
                  for member, unit in covered(stack_set, {**target, "AccountFilterType": "NONE"}) if member == account}
        run(stack_set, "CREATE", [Instance(account, region, unit) for (_account, region), unit in wanted.items()
                                  if (account, region) not in stack_set.instances])
        left = [instance for key, instance in stack_set.instances.items() if key[0] == account and key not in wanted]
        if left and is_true(stack_set.auto_deployment.get("RetainStacksOnAccountRemoval", False)):
            for instance in left:
                del stack_set.instances[(instance.account, instance.region)]
        elif left:
            run(stack_set, "DELETE", left)
