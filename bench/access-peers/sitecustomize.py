"""PYTHONPATH shim: Python programs ask botocore about the generated account in ACCESS_FOLDER; of other services it has nothing.

Old programs also look in collections for what Python 3.10 moved to collections.abc.
"""
import collections
import collections.abc
import json
import os

for _name in ("Mapping", "MutableMapping", "Sequence", "Iterable", "Callable"):
    if not hasattr(collections, _name):
        setattr(collections, _name, getattr(collections.abc, _name))

PAGE = 500
ROOT, UNIT = "r-gene", "ou-gene-rated000"


def _read(name):
    with open(os.path.join(os.environ["ACCESS_FOLDER"], name)) as file:
        return json.load(file)


class _Account:
    def __init__(self):
        self.details, self.organization = _read("gaad.json"), _read("org.json")
        self.keys, self.logins = _read("access-keys.json"), _read("login.json")
        self.id = next(each["Arn"].split(":")[4] for key in ("RoleDetailList", "UserDetailList") for each in self.details[key])
        levels = self.organization["scpLevels"]
        self.scps = {ROOT: levels[0], UNIT: levels[1], self.id: levels[2]}

    def details_page(self, Marker="0", **_):
        lists = [(key, each) for key, all in self.details.items() if isinstance(all, list) for each in all]
        start = int(Marker)
        page = {key: [] for key in ("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies")}
        for key, each in lists[start:start + PAGE]:
            page[key].append(each)
        more = start + PAGE < len(lists)
        return {**page, "IsTruncated": more, **({"Marker": str(start + PAGE)} if more else {})}

    def policies(self, target):
        ids = [f"p-{target[:6]}{at:04d}" for at in range(len(self.scps.get(target, [])))]
        return [{"Id": each, "Name": each, "Arn": f"arn:aws:organizations::{self.organization['managementAccount']}:policy/{self.organization['orgId']}/service_control_policy/{each}"}
                for each in ids]

    def policy(self, id):
        target = next(each for each in self.scps if id.startswith(f"p-{each[:6]}"))
        return {"Policy": {"PolicySummary": {"Id": id}, "Content": json.dumps(self.scps[target][int(id[-4:])])}}


_account = None


def _answer(client, operation, given):
    global _account
    _account = _account or _Account()
    account, organization = _account, _account.organization
    answers = {
        "GetCallerIdentity": lambda: {"Account": account.id, "Arn": f"arn:aws:iam::{account.id}:root", "UserId": account.id},
        "GetAccountAuthorizationDetails": lambda: account.details_page(**given),
        "ListAccessKeys": lambda: {"AccessKeyMetadata": [{"AccessKeyId": str(each)} for each in account.keys.get(given["UserName"], [])]},
        "GetLoginProfile": lambda: {"LoginProfile": {"UserName": given["UserName"]}} if account.logins.get(given["UserName"]) else _missing(operation),
        "DescribeOrganization": lambda: {"Organization": {"Id": organization["orgId"], "MasterAccountId": organization["managementAccount"]}},
        "ListRoots": lambda: {"Roots": [{"Id": ROOT, "Name": "Root"}]},
        "ListChildren": lambda: {"Children": [{"Id": UNIT}] if given["ParentId"] == ROOT else []},
        "DescribeOrganizationalUnit": lambda: {"OrganizationalUnit": {"Id": UNIT, "Name": "Generated"}},
        "ListAccountsForParent": lambda: {"Accounts": [{"Id": account.id}] if given["ParentId"] == UNIT else []},
        "ListPoliciesForTarget": lambda: {"Policies": account.policies(given["TargetId"])},
        "DescribePolicy": lambda: account.policy(given["PolicyId"]),
    }
    return answers[operation]() if operation in answers else _nothing(client, operation)


def _missing(operation):
    from botocore.exceptions import ClientError
    raise ClientError({"Error": {"Code": "NoSuchEntity", "Message": "none"}}, operation)


def _nothing(client, operation):
    """An answer in which every list is empty."""
    shape = client.meta.service_model.operation_model(operation).output_shape
    return {name: [] for name, member in (shape.members.items() if shape else ()) if member.type_name == "list"}


try:
    from botocore.client import BaseClient
    BaseClient._make_api_call = lambda self, operation, given: _answer(self, operation, given)
except ImportError:
    pass
