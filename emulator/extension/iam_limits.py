"""IAM's quotas of policies (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html)."""

import json
import re

from ministack.services import iam
from ministack.services.cloudformation import provisioners

_MANAGED_CHARACTERS = 6144
_ATTACHED = 10
_INLINE = {"role": 10240, "user": 2048, "group": 5120}


class LimitExceeded(ValueError):
    """A quota of IAM would be exceeded; the message is AWS's."""


def install():
    """Enforce the quotas for calls of the API and for resources of CloudFormation alike."""
    _limit_managed_policies()
    _limit_attachments()
    for kind, inline_of in (("role", _role_inline), ("user", _user_inline), ("group", _group_inline)):
        _limit_inline(kind, inline_of)
    _limit_role_type()


def characters(document):
    """The size of a policy as IAM counts it: without white space."""
    return len(re.sub(r"\s", "", document if isinstance(document, str) else json.dumps(document)))


def _require_managed_size(document):
    if characters(document) > _MANAGED_CHARACTERS:
        raise LimitExceeded(f"Cannot exceed quota for PolicySize: {_MANAGED_CHARACTERS}")


def _require_inline_size(kind, name, documents):
    if sum(characters(document) for document in documents) > _INLINE[kind]:
        raise LimitExceeded(f"Maximum policy size of {_INLINE[kind]} bytes exceeded for {kind} {name}")


def _guard(operation, attribute, check):
    """Run a check before a handler of the IAM API and answer LimitExceeded if it fails."""
    handler = getattr(iam, attribute)

    def guarded(params):
        try:
            check(params)
            return handler(params)
        except LimitExceeded as exceeded:
            return iam._error(409, "LimitExceeded", str(exceeded))

    setattr(iam, attribute, guarded)
    iam._IAM_HANDLERS[operation] = guarded


def _limit_managed_policies():
    store_policy = iam.store_policy

    def store_checked(arn, name, path, document, **named):
        _require_managed_size(document)
        return store_policy(arn, name, path, document, **named)

    iam.store_policy = store_checked
    for operation, attribute in (("CreatePolicy", "_create_policy"), ("CreatePolicyVersion", "_create_policy_version")):
        _guard(operation, attribute, lambda params: _require_managed_size(iam._p(params, "PolicyDocument")))
    set_document = provisioners._iam_policy_set_document

    def set_checked(arn, record, document, resource_type):
        _require_managed_size(document)
        return set_document(arn, record, document, resource_type)

    provisioners._iam_policy_set_document = set_checked


def _limit_attachments():
    attach = iam.attach_managed_policy

    def attach_checked(entity, policy_arn):
        if not iam._policy_exists(policy_arn):
            raise ValueError(f"Policy {policy_arn} does not exist or is not attachable.")
        kind = next(kind for kind in ("Role", "User", "Group") if f"{kind}Name" in entity)
        attached = entity.setdefault("AttachedPolicies", [])
        if policy_arn not in attached and len(attached) >= _ATTACHED:
            raise LimitExceeded(f"Cannot exceed quota for PoliciesPer{kind}: {_ATTACHED}")
        attach(entity, policy_arn)

    iam.attach_managed_policy = attach_checked
    for kind in ("Role", "User", "Group"):
        _answer_missing_policy(f"Attach{kind}Policy", f"_attach_{kind.lower()}_policy")


def _answer_missing_policy(operation, attribute):
    handler = getattr(iam, attribute)

    def attach(params):
        try:
            return handler(params)
        except LimitExceeded as exceeded:
            return iam._error(409, "LimitExceeded", str(exceeded))
        except ValueError as missing:
            return iam._error(404, "NoSuchEntity", str(missing))

    setattr(iam, attribute, attach)
    iam._IAM_HANDLERS[operation] = attach


def _limit_inline(kind, inline_of):
    def check(params):
        name = iam._p(params, f"{kind.capitalize()}Name")
        documents = {**inline_of(name), iam._p(params, "PolicyName"): iam._p(params, "PolicyDocument")}
        _require_inline_size(kind, name, documents.values())

    _guard(f"Put{kind.capitalize()}Policy", f"_put_{kind}_policy", check)


def _role_inline(name):
    return (iam._roles.get(name) or {}).get("InlinePolicies", {})


def _user_inline(name):
    return iam._user_inline_policies.get(name) or {}


def _group_inline(name):
    return iam._group_inline_policies.get(name) or {}


def _limit_role_type():
    """CloudFormation writes a role's inline policies without the API."""
    handler = provisioners._RESOURCE_HANDLERS["AWS::IAM::Role"]
    create, update = handler["create"], handler["update"]

    def check(name, props):
        _require_inline_size("role", name, [policy["PolicyDocument"] for policy in props.get("Policies") or []])

    def create_checked(logical_id, props, stack):
        check(props.get("RoleName") or logical_id, props)
        return create(logical_id, props, stack)

    def update_checked(physical_id, old, new, *rest):
        check(physical_id, new)
        return update(physical_id, old, new, *rest)

    handler.update(create=create_checked, update=update_checked)
