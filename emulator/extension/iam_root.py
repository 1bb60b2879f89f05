"""The root user, as IAM shows it: account summary, its virtual MFA device, and the credential report."""

import re

from ministack.core.responses import get_account_id
from ministack.services import iam

from . import iam_history
from .hooks import element

_DEVICE = "root-account-mfa-device"


def install():
    """Show the root user where ministack leaves it out."""
    _install_summary()
    iam._IAM_HANDLERS["ListVirtualMFADevices"] = _list_virtual_devices
    iam._build_credential_report = _credential_report


def _install_summary():
    summarize = iam._get_account_summary

    def get_account_summary(params):
        status, headers, body = summarize(params)
        root = iam_history.root()
        text = body.decode()
        text = _set_entry(text, "AccountMFAEnabled", int(root["mfa"]))
        text = _set_entry(text, "AccountAccessKeysPresent", int(root["accessKey"]))
        for name in ("MFADevices", "MFADevicesInUse"):
            counted = int(re.search(rf"<key>{name}</key><value>(\d+)</value>", text)[1])
            text = _set_entry(text, name, counted + int(root["mfa"]))
        return status, headers, text.encode()

    iam._IAM_HANDLERS["GetAccountSummary"] = get_account_summary


def _set_entry(text, name, value):
    return re.sub(rf"(<key>{name}</key><value>)\d+", rf"\g<1>{value}", text)


def _list_virtual_devices(params):
    assignment = iam._p(params, "AssignmentStatus") or "Any"
    devices = []
    root = iam_history.root()
    if root["mfa"] and not root["hardware"] and assignment != "Unassigned":
        devices.append(_root_device())
    for device in iam._mfa_devices.values():
        assigned = device.get("User") is not None
        if assignment == "Any" or assigned == (assignment == "Assigned"):
            devices.append(_device(device))
    listed = "".join(f"<member>{device}</member>" for device in devices)
    return iam._xml(200, "ListVirtualMFADevicesResponse",
                    f"<ListVirtualMFADevicesResult><VirtualMFADevices>{listed}</VirtualMFADevices>"
                    "<IsTruncated>false</IsTruncated></ListVirtualMFADevicesResult>")


def _root_device():
    account = get_account_id()
    created = iam_history.account_created()
    return element("SerialNumber", f"arn:aws:iam::{account}:mfa/{_DEVICE}") + element("EnableDate", created) + element(
        "User", {"UserId": account, "Arn": f"arn:aws:iam::{account}:root", "CreateDate": created})


def _device(device):
    xml = element("SerialNumber", device["SerialNumber"])
    if device.get("User") in iam._users:
        xml += f"<User>{iam._user_xml(device['User'])}</User>" + element("EnableDate", device["EnableDate"])
    return xml


def _credential_report():
    """The CSV of the credential report
    (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html)."""
    return "\n".join([iam._CRED_REPORT_HEADER, _root_row(), *(_user_row(user) for user in iam._users.values())])


def _root_row():
    root = iam_history.root()
    created = _report_time(iam_history.account_created())
    key = ["true", created, "N/A", "N/A", "N/A"] if root["accessKey"] else _key_columns(None)
    return ",".join(["<root_account>", f"arn:aws:iam::{get_account_id()}:root", created,
                     "not_supported", _report_time(root["used"]) if root["used"] else "no_information", "not_supported", "not_supported", str(root["mfa"]).lower(),
                     *key, *_key_columns(None), "false", "N/A", "false", "N/A"])


def _user_row(user):
    name = user["UserName"]
    mfa = any(device.get("User") == name for device in iam._mfa_devices.values())
    keys = sorted((key for key in iam._access_keys.values() if key["UserName"] == name),
                  key=lambda key: key["CreateDate"])
    first, second = (keys + [None, None])[:2]
    return ",".join([name, user["Arn"], _report_time(user["CreateDate"]), *_password_columns(name), str(mfa).lower(),
                     *_key_columns(first), *_key_columns(second), "false", "N/A", "false", "N/A"])


def _password_columns(name):
    profile = iam._login_profiles.get(name)
    if not profile:
        return ["false", "N/A", "N/A", "N/A"]
    used = iam_history.password_last_used(name)
    return ["true", _report_time(used) if used else "no_information", _report_time(profile["CreateDate"]), "N/A"]


def _key_columns(key):
    if key is None:
        return ["false", "N/A", "N/A", "N/A", "N/A"]
    used = iam_history.last_used(key["AccessKeyId"])
    use = [_report_time(used["LastUsedDate"]), used["Region"], used["ServiceName"]] if used else ["N/A"] * 3
    return [str(key["Status"] == "Active").lower(), _report_time(key["CreateDate"]), *use]


def _report_time(iso):
    return iso.replace("Z", "+00:00")
