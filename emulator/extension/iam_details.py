"""GetAccountAuthorizationDetails: the managed policies in use, AWS's own included, with their attachment counts."""

import re
from urllib.parse import quote

from ministack.services import iam

from .hooks import members
from .managed_policies import attachments


def install():
    """Put complete policies where ministack leaves out the counts and AWS's own policies."""
    answer = iam._IAM_HANDLERS["GetAccountAuthorizationDetails"]

    def details(params):
        status, headers, body = answer(params)
        policies = f"<Policies>{''.join(_policies(_filters(params)))}</Policies>"
        return status, headers, re.sub(rb"<Policies>.*</Policies>|<Policies */>", lambda _: policies.encode(), body, flags=re.S)

    iam._IAM_HANDLERS["GetAccountAuthorizationDetails"] = details


def _filters(params):
    names = []
    while name := iam._p(params, f"Filter.member.{len(names) + 1}"):
        names.append(name)
    return names or ["LocalManagedPolicy", "AWSManagedPolicy"]


def _policies(filters):
    usage = iam._boundary_usage_counts()
    local = iam._policies.items() if "LocalManagedPolicy" in filters else ()
    managed = iam._aws_managed_policies.items() if "AWSManagedPolicy" in filters else ()
    for arn, policy in [*local, *((arn, policy) for arn, policy in managed if attachments(arn, policy))]:
        yield f"<member>{iam._managed_policy_xml(arn, usage)}{members('PolicyVersionList', _versions(policy))}</member>"


def _versions(policy):
    for version in policy["Versions"].values() if isinstance(policy["Versions"], dict) else policy["Versions"]:
        yield {**version, "Document": quote(version["Document"], safe="")}
