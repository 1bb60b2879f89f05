"""Properties of AWS::S3::Bucket as the XML documents S3's API takes."""

import re

from .hooks import element

_SIZES = ("ObjectSizeGreaterThan", "ObjectSizeLessThan")


def canned_acl(access_control):
    """The API's name of a canned ACL: PublicRead is public-read."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", access_control).lower()


def _encryption(config):
    rules = [{"ApplyServerSideEncryptionByDefault": rule.get("ServerSideEncryptionByDefault"),
              "BucketKeyEnabled": rule.get("BucketKeyEnabled", False)}
             for rule in config["ServerSideEncryptionConfiguration"]]
    return element("ServerSideEncryptionConfiguration", {"Rule": rules})


def _lifecycle(config):
    return element("LifecycleConfiguration", {"Rule": [_lifecycle_rule(rule) for rule in config["Rules"]]})


def _lifecycle_rule(rule):
    expiration = {"Date": rule.get("ExpirationDate"), "Days": rule.get("ExpirationInDays"),
                  "ExpiredObjectDeleteMarker": rule.get("ExpiredObjectDeleteMarker")}
    noncurrent = rule.get("NoncurrentVersionExpiration") or {}
    days = noncurrent.get("NoncurrentDays", rule.get("NoncurrentVersionExpirationInDays"))
    return {
        "ID": rule.get("Id"),
        "Filter": _lifecycle_filter(rule),
        "Status": rule["Status"],
        "Expiration": expiration if any(value is not None for value in expiration.values()) else None,
        "NoncurrentVersionExpiration": None if days is None else {
            "NoncurrentDays": days, "NewerNoncurrentVersions": noncurrent.get("NewerNoncurrentVersions")},
        "Transition": [{"Date": item.get("TransitionDate"), "Days": item.get("TransitionInDays"),
                        "StorageClass": item["StorageClass"]} for item in _one_or_many(rule, "Transition")],
        "NoncurrentVersionTransition": [
            {"NoncurrentDays": item.get("TransitionInDays"), "StorageClass": item["StorageClass"]}
            for item in _one_or_many(rule, "NoncurrentVersionTransition")],
        "AbortIncompleteMultipartUpload": rule.get("AbortIncompleteMultipartUpload"),
    }


def _one_or_many(rule, name):
    return rule.get(f"{name}s") or ([rule[name]] if name in rule else [])


def _lifecycle_filter(rule):
    conditions = [("Prefix", rule["Prefix"])] if rule.get("Prefix") else []
    conditions += [("Tag", tag) for tag in rule.get("TagFilters") or []]
    conditions += [(name, rule[name]) for name in _SIZES if name in rule]
    if not conditions:
        return {"Prefix": ""}
    if len(conditions) == 1:
        return dict(conditions)
    combined = {}
    for name, value in conditions:
        combined.setdefault(name, []).append(value)
    return {"And": combined}


def _logging(config):
    return element("BucketLoggingStatus", {"LoggingEnabled": {
        "TargetBucket": config.get("DestinationBucketName", ""), "TargetPrefix": config.get("LogFilePrefix", "")}})


def _ownership(config):
    return element("OwnershipControls", {"Rule": config["Rules"]})


def _object_lock(config):
    return element("ObjectLockConfiguration", config)


def _replication(config):
    rules = []
    for rule in config["Rules"]:
        named = {"ID" if key == "Id" else key: value for key, value in rule.items()}
        if "TagFilter" in (named.get("Filter") or {}):
            named["Filter"] = {"Tag": named["Filter"]["TagFilter"]}
        rules.append(named)
    return element("ReplicationConfiguration", {"Role": config["Role"], "Rule": rules})


def _tags(tags):
    return element("Tagging", {"TagSet": {"Tag": [{"Key": tag["Key"], "Value": tag["Value"]} for tag in tags]}})


DOCUMENTS = {
    "BucketEncryption": _encryption,
    "LifecycleConfiguration": _lifecycle,
    "LoggingConfiguration": _logging,
    "OwnershipControls": _ownership,
    "ObjectLockConfiguration": _object_lock,
    "ReplicationConfiguration": _replication,
    "Tags": _tags,
}
