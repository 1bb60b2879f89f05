"""The KMS keys AWS makes for its services in an account, the first time something is encrypted with them."""

import json

from ministack.core.responses import get_account_id, get_region
from ministack.services import kms

from .hooks import expect

_ENDPOINTS = {"ebs": "ec2"}


def install():
    """Show who manages a key."""
    metadata = kms._key_metadata

    def key_metadata(record):
        shown = metadata(record)
        return {**shown, "KeyManager": "AWS"} if record.get("_managed") else shown

    kms._key_metadata = key_metadata


def managed_key(service):
    """The ARN of the caller's key with the alias aws/<service>, made now if there is none."""
    alias = f"arn:aws:kms:{get_region()}:{get_account_id()}:alias/aws/{service}"
    if alias not in kms._aliases:
        created = expect(kms._create_key({
            "Description": f"Default key that protects my {service.upper()} volumes when no other key is defined",
            "Policy": json.dumps(_policy(_ENDPOINTS.get(service, service)))}))
        key_id = created["KeyMetadata"]["KeyId"]
        kms._keys[key_id].update(_managed=True, KeyRotationEnabled=True)
        kms._aliases[alias] = key_id
    return kms._keys[kms._aliases[alias]]["Arn"]


def _policy(endpoint):
    """Everybody of the account may use the key through the service, nobody otherwise."""
    return {"Version": "2012-10-17", "Id": f"auto-{endpoint}-1", "Statement": [{
        "Effect": "Allow", "Principal": {"AWS": "*"}, "Resource": "*",
        "Action": ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:CreateGrant",
                   "kms:DescribeKey"],
        "Condition": {"StringEquals": {"kms:CallerAccount": get_account_id(),
                                       "kms:ViaService": f"{endpoint}.{get_region()}.amazonaws.com"}},
    }, {
        "Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{get_account_id()}:root"}, "Resource": "*",
        "Action": ["kms:Describe*", "kms:Get*", "kms:List*", "kms:RevokeGrant"],
    }]}
