"""CloudFormation's IAM types that ministack refuses: groups, access keys, SAML providers, single inline policies."""

import json

from ministack.services import iam
from ministack.services.cloudformation import provisioners

from .hooks import expect, physical_name, refuse_unknown, register_type


def install():
    """Register the types."""
    register_type("AWS::IAM::Group", _create_group, _delete_group, _update_group)
    register_type("AWS::IAM::UserToGroupAddition", _add_users, _remove_users, _change_users)
    register_type("AWS::IAM::AccessKey", _create_key, _delete_key, _update_key)
    register_type("AWS::IAM::SAMLProvider", _create_saml, _delete_saml)
    for kind in ("Role", "User", "Group"):
        _register_inline_policy(kind)
    _refer_to_profiles_by_name()


def _document(policy):
    document = policy["PolicyDocument"]
    return document if isinstance(document, str) else json.dumps(document)


def _create_group(logical_id, props, stack):
    refuse_unknown("AWS::IAM::Group", props, ("GroupName", "Path", "ManagedPolicyArns", "Policies"))
    name = props.get("GroupName") or physical_name(stack, logical_id, 128)
    expect(iam._create_group({"GroupName": name, "Path": props.get("Path", "/")}))
    return _update_group(name, {}, props, stack)


def _update_group(name, old, new, _stack):
    if old and (old.get("GroupName"), old.get("Path")) != (new.get("GroupName"), new.get("Path")):
        raise ValueError("AWS::IAM::Group: the emulator does not model a change of GroupName or Path")
    wanted, had = set(new.get("ManagedPolicyArns") or []), set(old.get("ManagedPolicyArns") or [])
    for arn in sorted(had - wanted):
        expect(iam._detach_group_policy({"GroupName": name, "PolicyArn": arn}))
    for arn in sorted(wanted - had):
        expect(iam._attach_group_policy({"GroupName": name, "PolicyArn": arn}))
    inline = {policy["PolicyName"]: _document(policy) for policy in new.get("Policies") or []}
    for policy in old.get("Policies") or []:
        if policy["PolicyName"] not in inline:
            expect(iam._delete_group_policy({"GroupName": name, "PolicyName": policy["PolicyName"]}))
    for policy_name, document in inline.items():
        expect(iam._put_group_policy({"GroupName": name, "PolicyName": policy_name, "PolicyDocument": document}))
    return name, {"Arn": iam._groups[name]["Arn"]}


def _delete_group(name, props):
    for arn in list(iam._groups.get(name, {}).get("AttachedPolicies", [])):
        expect(iam._detach_group_policy({"GroupName": name, "PolicyArn": arn}))
    for policy in props.get("Policies") or []:
        expect(iam._delete_group_policy({"GroupName": name, "PolicyName": policy["PolicyName"]}))
    expect(iam._delete_group({"GroupName": name}))


def _add_users(logical_id, props, stack):
    for user in props["Users"]:
        expect(iam._add_user_to_group({"GroupName": props["GroupName"], "UserName": user}))
    return physical_name(stack, logical_id, 128), {}


def _remove_users(_physical_id, props):
    for user in props["Users"]:
        expect(iam._remove_user_from_group({"GroupName": props["GroupName"], "UserName": user}))


def _change_users(physical_id, old, new, _stack):
    _remove_users(physical_id, old)
    for user in new["Users"]:
        expect(iam._add_user_to_group({"GroupName": new["GroupName"], "UserName": user}))
    return physical_id, {}


def _create_key(_logical_id, props, _stack):
    before = set(iam._access_keys)
    expect(iam._create_access_key({"UserName": props["UserName"]}))
    key_id = next(key for key in iam._access_keys if key not in before)
    iam._access_keys[key_id]["Status"] = props.get("Status", "Active")
    return key_id, {"SecretAccessKey": iam._access_keys[key_id]["SecretAccessKey"]}


def _update_key(key_id, old, new, _stack):
    if old["UserName"] != new["UserName"] or old.get("Serial") != new.get("Serial"):
        raise ValueError("AWS::IAM::AccessKey: the emulator does not model a change of UserName or Serial")
    expect(iam._update_access_key({"AccessKeyId": key_id, "Status": new.get("Status", "Active")}))
    return key_id, {"SecretAccessKey": iam._access_keys[key_id]["SecretAccessKey"]}


def _delete_key(key_id, _props):
    expect(iam._delete_access_key({"AccessKeyId": key_id}))


def _create_saml(logical_id, props, stack):
    refuse_unknown("AWS::IAM::SAMLProvider", props, ("Name", "SamlMetadataDocument", "Tags"))
    name = props.get("Name") or physical_name(stack, logical_id, 128)
    tags = {}
    for position, tag in enumerate(props.get("Tags") or [], 1):
        tags[f"Tags.member.{position}.Key"], tags[f"Tags.member.{position}.Value"] = tag["Key"], tag["Value"]
    before = set(iam._saml_providers)
    expect(iam._create_saml_provider({"Name": name, "SAMLMetadataDocument": props["SamlMetadataDocument"], **tags}))
    arn = next(arn for arn in iam._saml_providers if arn not in before)
    return arn, {"Arn": arn}


def _delete_saml(arn, _props):
    expect(iam._delete_saml_provider({"SAMLProviderArn": arn}))


def _register_inline_policy(kind):
    owner, put, delete = f"{kind}Name", f"_put_{kind.lower()}_policy", f"_delete_{kind.lower()}_policy"

    def create(_logical_id, props, _stack):
        # Looked up when called: iam_limits replaces the handlers.
        expect(getattr(iam, put)({owner: props[owner], "PolicyName": props["PolicyName"],
                                  "PolicyDocument": _document(props)}))
        return f"{props['PolicyName']}|{props[owner]}", {}

    def remove(_physical_id, props):
        expect(getattr(iam, delete)({owner: props[owner], "PolicyName": props["PolicyName"]}))

    def update(physical_id, old, new, stack):
        if (old[owner], old["PolicyName"]) != (new[owner], new["PolicyName"]):
            remove(physical_id, old)
        return create(None, new, stack)

    register_type(f"AWS::IAM::{kind}Policy", create, remove, update)


def _refer_to_profiles_by_name():
    """Ref of an instance profile is its name; ministack answers its ARN."""
    handler = provisioners._RESOURCE_HANDLERS["AWS::IAM::InstanceProfile"]
    create, update, delete = handler["create"], handler["update"], handler["delete"]

    def arn(name):
        return (iam._instance_profiles.get(name) or {}).get("Arn", name)

    def named(result):
        physical_id, attributes = result
        return physical_id.split("/")[-1], attributes

    handler.update(
        create=lambda *arguments: named(create(*arguments)),
        update=lambda physical_id, *arguments: named(update(arn(physical_id), *arguments)),
        delete=lambda physical_id, props: delete(arn(physical_id), props))
