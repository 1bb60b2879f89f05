"""IAM facts that only time or a person at the console makes: root credentials, ages and last uses of credentials."""

import time

from ministack.core.responses import AccountScopedDict, get_account_id
from ministack.services import iam

from .hooks import element, expect, store

# Accounts are older than anything planted in them; fixed when the server starts, so that it never changes.
_ACCOUNT_CREATED = time.time() - 1500 * 86400
_root = store(AccountScopedDict())
_last_used = store(AccountScopedDict())
_password_used = store(AccountScopedDict())


def install():
    """Answer from the history wherever ministack has none."""
    iam._IAM_HANDLERS["GetAccessKeyLastUsed"] = _get_access_key_last_used
    user_xml = iam._user_xml
    iam._user_xml = lambda name, *arguments, **named: (
        user_xml(name, *arguments, **named) + element("PasswordLastUsed", _password_used.get(name)))


def timestamp(days_ago):
    """The time that many days ago, as IAM writes it."""
    return _iso(time.time() - float(days_ago) * 86400)


def account_created():
    """When the account, and with it its root user, was created."""
    return _iso(_ACCOUNT_CREATED)


def root():
    """The root user's credentials: accessKey, mfa and whether that is hardware, each a boolean, and when the password was last used."""
    return {"accessKey": False, "mfa": True, "hardware": False, "used": None, **(_root.get("root") or {})}


def last_used(key_id):
    """Date, region and service of an access key's last use, or None."""
    return _last_used.get(key_id)


def password_last_used(user_name):
    """When the user last signed in to the console, or None."""
    return _password_used.get(user_name)


def plant(history):
    """Record a history (the body of POST /_emulator/history) in the current account."""
    state = root()
    if "rootAccessKey" in history:
        state["accessKey"] = bool(history["rootAccessKey"])
    if "rootMfa" in history:
        state["mfa"] = bool(history["rootMfa"])
        state["hardware"] = history["rootMfa"] == "hardware"
    if "rootUsedDaysAgo" in history:
        state["used"] = timestamp(history["rootUsedDaysAgo"])
    _root["root"] = state
    seen = {}
    for key in history.get("accessKeys", []):
        position = seen.get(key["userName"], 0)
        seen[key["userName"]] = position + 1
        _plant_key(key, position)
    for device in history.get("mfaDevices", []):
        _plant_device(device["userName"])
    for password in history.get("consolePasswords", []):
        _plant_password(password if isinstance(password, dict) else {"userName": password})


def _iso(epoch):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(epoch))


def _user(name):
    if name not in iam._users:
        raise ValueError(f"The user with name {name} cannot be found in account {get_account_id()}.")
    return iam._users[name]


def _plant_key(key, position):
    """Age the user's key at this position in order of creation, created now if there is none."""
    user = _user(key["userName"])
    keys = [record for record in iam._access_keys.values() if record["UserName"] == key["userName"]]
    if position >= len(keys):
        expect(iam._create_access_key({"UserName": key["userName"]}))
        keys = [record for record in iam._access_keys.values() if record["UserName"] == key["userName"]]
    record = keys[position]
    record["CreateDate"] = timestamp(key.get("createdDaysAgo", 0))
    user["CreateDate"] = min(user["CreateDate"], record["CreateDate"])
    record["Status"] = key.get("status", record["Status"])
    if "lastUsedDaysAgo" in key:
        _last_used[record["AccessKeyId"]] = {
            "LastUsedDate": timestamp(key["lastUsedDaysAgo"]),
            "Region": key.get("region", "us-east-1"),
            "ServiceName": key.get("service", "s3"),
        }


def _plant_device(name):
    _user(name)
    serial = f"arn:aws:iam::{get_account_id()}:mfa/{name}"
    if serial not in iam._mfa_devices:
        expect(iam._create_virtual_mfa_device({"VirtualMFADeviceName": name}))
    if iam._mfa_devices[serial]["User"] is None:
        expect(iam._enable_mfa_device({"UserName": name, "SerialNumber": serial}))


def _plant_password(password):
    name = password["userName"]
    user = _user(name)
    if name not in iam._login_profiles:
        expect(iam._create_login_profile({"UserName": name}))
    if "changedDaysAgo" in password:
        iam._login_profiles[name]["CreateDate"] = timestamp(password["changedDaysAgo"])
        user["CreateDate"] = min(user["CreateDate"], iam._login_profiles[name]["CreateDate"])
    if "lastUsedDaysAgo" in password:
        _password_used[name] = timestamp(password["lastUsedDaysAgo"])


def _get_access_key_last_used(params):
    key_id = iam._p(params, "AccessKeyId")
    record = iam._access_keys.get(key_id)
    if record is None:
        return iam._error(404, "NoSuchEntity", f"The Access Key with id {key_id} cannot be found.")
    used = last_used(key_id) or {"Region": "N/A", "ServiceName": "N/A"}
    return iam._xml(200, "GetAccessKeyLastUsedResponse", element("GetAccessKeyLastUsedResult", {
        "UserName": record["UserName"], "AccessKeyLastUsed": used}))
