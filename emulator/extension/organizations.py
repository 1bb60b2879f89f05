"""Organizations as AWS has it: one organisation, seen by all its accounts, changed by the management account."""

import json
from contextlib import contextmanager

from ministack.core.responses import AccountScopedDict, error_response_json, get_account_id, request_scope
from ministack.services import iam
from ministack.services import organizations as org

from . import organization_services
from .hooks import expect, store

_next_ids = store(AccountScopedDict())
_placement_listeners = []


def install():
    """Replace and add operations, and let only the accounts AWS lets call them."""
    org._DISPATCH.update({
        "CreateAccount": _create_account,
        "MoveAccount": _move_account,
        **organization_services.OPERATIONS,
    })
    for operation, handler in list(org._DISPATCH.items()):
        org._DISPATCH[operation] = _for_members(operation, handler)
    org._DISPATCH["CreateOrganization"] = _create_organization


def on_placement(listener):
    """Call listener(account id) in the management account's scope after an account was created or moved."""
    _placement_listeners.append(listener)


def management_account(account):
    """The management account of the organisation the account belongs to, or None."""
    return next((owner for owner, member in org._accounts._data if member == account), None)


def members_of(parent):
    """Ids of the active accounts below a root or OU, at any depth, in the current account's organisation."""
    accounts = [account["Id"] for account in org._accounts.values()
                if account["_ParentId"] == parent and account["Status"] == "ACTIVE"]
    for unit in org._ous.values():
        if unit["_ParentId"] == parent:
            accounts += members_of(unit["Id"])
    return accounts


def plan_account_ids(ids):
    """The ids that the next accounts created in the current account's organisation get, in order."""
    _next_ids["ids"] = [*(_next_ids.get("ids") or []), *ids]


def _for_members(operation, handler):
    """Run an operation in the organisation of the caller, if the caller may call it."""
    def run(payload):
        caller = get_account_id()
        owner = management_account(caller)
        if owner is None:
            return error_response_json("AWSOrganizationsNotInUseException",
                                       "Your account is not a member of an organization.", 400)
        with request_scope(owner, "us-east-1"):
            reads = operation.startswith(("List", "Describe"))
            delegated = reads and organization_services.is_delegated(caller)
            allowed = owner == caller or operation == "DescribeOrganization" or delegated
            if not allowed:
                return error_response_json("AccessDeniedException",
                                           "You don't have permissions to access this resource.", 400)
            return handler(payload)
    return run


def _create_organization(payload):
    if management_account(get_account_id()):
        return error_response_json("AlreadyInOrganizationException",
                                   "The AWS account is already a member of an organization.", 400)
    if payload.get("FeatureSet", "ALL") != "ALL":
        return error_response_json("InvalidInputException", "The emulator models FeatureSet ALL only", 400)
    org._ensure_org()
    return org._describe_organization(payload)


def _create_account(payload):
    with _planned_id():
        response = org._create_account(payload)
    if response[0] != 200:
        return response
    account = expect(response)["CreateAccountStatus"]["AccountId"]
    _create_access_role(account, payload.get("RoleName") or "OrganizationAccountAccessRole")
    _announce(account)
    return response


@contextmanager
def _planned_id():
    """Let the next account get its planned id, if one is planned."""
    planned = list(_next_ids.get("ids") or [])
    if not planned:
        yield
        return
    generate = org.new_uuid
    # ministack makes the account's id of the digits of the first identifier it draws.
    identifiers = iter([planned[0]])
    org.new_uuid = lambda: next(identifiers, None) or generate()
    try:
        yield
    finally:
        org.new_uuid = generate
        _next_ids["ids"] = [*identifiers, *planned[1:]]


def _create_access_role(account, name):
    """AWS puts a role into each account an organisation creates; administrators use it to enter."""
    trust_policy = {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Action": "sts:AssumeRole",
        "Principal": {"AWS": f"arn:aws:iam::{get_account_id()}:root"}}]}
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
    with request_scope(account, "us-east-1"):
        expect(iam._create_role({"RoleName": name, "AssumeRolePolicyDocument": json.dumps(trust_policy)}))
        expect(iam._put_role_policy({"RoleName": name, "PolicyName": "AdministratorAccess",
                                     "PolicyDocument": json.dumps(policy)}))


def _move_account(payload):
    response = org._move_account(payload)
    if response[0] == 200:
        _announce(payload["AccountId"])
    return response


def _announce(account):
    for listener in _placement_listeners:
        listener(account)
