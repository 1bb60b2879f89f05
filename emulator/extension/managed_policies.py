"""AWS managed policies whose text this project keeps in its repository, newer than ministack's."""

import json
from pathlib import Path

from ministack.services import iam

_FILES = ("security-audit.json",)


def install():
    """Load the policies now and after every reset of IAM."""
    seed = iam._seed_aws_managed_policies

    def seed_and_load():
        seed()
        for name in _FILES:
            _load(Path(__file__).with_name(name))

    iam._seed_aws_managed_policies = seed_and_load
    seed_and_load()
    iam._IAM_HANDLERS["ListPolicies"] = _list_policies


def _load(path):
    policy = json.loads(path.read_text())
    version = policy["versionId"]
    record = iam._make_aws_managed_record(
        policy["arn"].removeprefix(iam._AWS_MANAGED_POLICY_PREFIX), json.dumps(policy["document"]))
    record.update(CreateDate=policy["createDate"], UpdateDate=policy["updateDate"], DefaultVersionId=version)
    record["Versions"] = {version: {
        "VersionId": version,
        "IsDefaultVersion": True,
        "CreateDate": policy["updateDate"],
        "Document": json.dumps(policy["document"]),
    }}
    iam._aws_managed_policies[policy["arn"]] = record


def _list_policies(params):
    """ListPolicies; ministack ignores OnlyAttached."""
    scope = iam._p(params, "Scope") or "All"
    path = iam._p(params, "PathPrefix") or "/"
    only_attached = iam._p(params, "OnlyAttached").lower() == "true"
    known = [*(iam._policies.items() if scope != "AWS" else ()),
             *(iam._aws_managed_policies.items() if scope != "Local" else ())]
    usage = iam._boundary_usage_counts()
    listed = [
        f"<member>{iam._managed_policy_xml(arn, usage)}</member>" for arn, policy in known
        if policy.get("Path", "/").startswith(path) and not (only_attached and attachments(arn, policy) == 0)
    ]
    return iam._xml(200, "ListPoliciesResponse",
                    f"<ListPoliciesResult><Policies>{''.join(listed)}</Policies>"
                    "<IsTruncated>false</IsTruncated></ListPoliciesResult>")


def attachments(arn, policy):
    """How many users, groups and roles of the account the policy is attached to."""
    if iam._is_aws_managed_arn(arn):
        return iam._aws_managed_attachment_counts.get(arn, 0)
    return policy.get("AttachmentCount", 0)
