"""What IAM decides on: the action of each request, where ministack names another one or none, and its transport."""

import json

from ministack import app
from ministack.core import iam_actions, iam_evaluator
from ministack.core.responses import request_scope
from ministack.services import iam
from ministack.services import organizations as org

from . import organizations

_IAM_NAME = {"GetLayerVersionByArn": "GetLayerVersion"}


def install():
    """Correct the operation-to-action mapping and the transport."""
    # Plain HTTP on this machine stands for the TLS of AWS's endpoints: policies must see aws:SecureTransport true.
    pin_origin = app.pin_request_origin
    app.pin_request_origin = lambda source_ip, _secure: pin_origin(source_ip, True)
    iam_actions._BOTOCORE_SERVICE_MAP.update({"account": ["account"], "lambda": ["lambda"]})
    guess = iam_actions._lambda_action

    def lambda_action(method, path):
        # ministack takes any unknown GET below a function for GetFunction; the service model knows better.
        operation = iam_actions._match_rest_action("lambda", method, path) if method == "GET" else None
        return _IAM_NAME.get(operation, operation) if operation else guess(method, path)

    iam_actions._lambda_action = lambda_action

    _name_role_of_session()
    arn_of = iam_actions.extract_resource_arn

    def resource_arn(service, method, path, headers, body, query_params, region, account_id):
        operation = iam._p(query_params, "Action") or headers.get("x-amz-target", "").rpartition(".")[2]
        find = _RESOURCES.get(service) or _RESOURCES.get((service, operation))
        found = find and find(query_params, body, region, account_id)
        return found or arn_of(service, method, path, headers, body, query_params, region, account_id)

    iam_actions.extract_resource_arn = resource_arn


def _name_role_of_session():
    """aws:PrincipalArn of a session is the ARN of its role, where ministack gives that of the session."""
    resolve = iam_evaluator._resolve_condition_key

    def resolve_condition_key(key, ctx):
        value = resolve(key, ctx)
        if key.lower() != "aws:principalarn" or ":assumed-role/" not in (value or ""):
            return value
        role = iam._roles.get_scoped(ctx.principal_account, None, value.split("/")[1])
        return role["Arn"] if role else value

    iam_evaluator._resolve_condition_key = resolve_condition_key


def _user_of_key(params, *_):
    key = iam._access_keys.get(iam._p(params, "AccessKeyId"))
    return key and iam._users[key["UserName"]]["Arn"]


def _of_organization(field):
    """The account, unit or root that a request of AWS Organizations names; its management account knows them."""
    def find(_params, body, _region, account_id):
        named = json.loads(body)[field]
        with request_scope(organizations.management_account(account_id) or account_id, "us-east-1"):
            for known in (org._accounts, org._ous, org._roots):
                if named in known:
                    return known[named]["Arn"]
        return None
    return find


# Resources that ministack takes for "*", which a statement on them would not match.
_RESOURCES = {
    "account": lambda _params, _body, _region, account_id: f"arn:aws:account::{account_id}:account",
    "securityhub": lambda _params, _body, region, account_id: f"arn:aws:securityhub:{region}:{account_id}:hub/default",
    ("iam", "GetAccessKeyLastUsed"): _user_of_key,
    ("iam", "GetSAMLProvider"): lambda params, *_: iam._p(params, "SAMLProviderArn"),
    ("ec2", "DescribeSnapshotAttribute"): lambda params, _body, region, _account:
        f"arn:aws:ec2:{region}::snapshot/{iam._p(params, 'SnapshotId')}",
    ("organizations", "DescribeAccount"): _of_organization("AccountId"),
    ("organizations", "DescribeOrganizationalUnit"): _of_organization("OrganizationalUnitId"),
    ("organizations", "ListAccountsForParent"): _of_organization("ParentId"),
    ("organizations", "ListOrganizationalUnitsForParent"): _of_organization("ParentId"),
    ("organizations", "ListParents"): _of_organization("ChildId"),
    ("organizations", "ListTagsForResource"): _of_organization("ResourceId"),
    ("cloudtrail", "ListTags"): lambda _params, body, *_: json.loads(body)["ResourceIdList"][0],
}
