"""S3 buckets: the properties CloudFormation's bucket type lacks, Block Public Access on new ones, policy status."""

import json

from ministack.services import s3
from ministack.services.cloudformation import provisioners

from .hooks import element, expect, refuse_unknown
from .s3_bucket_documents import DOCUMENTS, canned_acl

_HANDLED = ("BucketName", "VersioningConfiguration", "NotificationConfiguration", "CorsConfiguration",
            "PublicAccessBlockConfiguration", "WebsiteConfiguration", "AccessControl", "ObjectLockEnabled")
_WRITERS = {
    "BucketEncryption": (s3._put_bucket_encryption, s3._delete_bucket_encryption),
    "LifecycleConfiguration": (s3._put_bucket_lifecycle, s3._delete_bucket_lifecycle),
    "LoggingConfiguration": (s3._put_bucket_logging, lambda name: s3._bucket_logging_config.pop(name, None)),
    "OwnershipControls": (s3._put_bucket_ownership_controls, s3._delete_bucket_ownership_controls),
    "ObjectLockConfiguration": (s3._put_object_lock_configuration, None),
    "ReplicationConfiguration": (s3._put_bucket_replication, s3._delete_bucket_replication),
    "Tags": (s3._put_bucket_tagging, s3._delete_bucket_tagging),
}


def install():
    """Complete the type AWS::S3::Bucket and the API."""
    # AWS blocks public access to every new bucket; ministack does so with AUTH=true only.
    s3._new_bucket_public_access_block = lambda: {"_public_access_block": s3._NEW_BUCKET_PUBLIC_ACCESS_BLOCK}
    handler = provisioners._RESOURCE_HANDLERS["AWS::S3::Bucket"]
    create, update = handler["create"], handler["update"]

    def create_completed(logical_id, props, stack):
        refuse_unknown("AWS::S3::Bucket", props, (*_HANDLED, *_WRITERS))
        name, attributes = create(logical_id, props, stack)
        _configure(name, {}, props)
        return name, attributes

    def update_completed(physical_id, old, new, stack):
        refuse_unknown("AWS::S3::Bucket", new, (*_HANDLED, *_WRITERS))
        name, attributes = update(physical_id, old, new, stack)
        _configure(name, old, new)
        return name, attributes

    handler.update(create=create_completed, update=update_completed)
    _refuse_public_policies()
    _answer_policy_status()


def _configure(name, old, new):
    if (new.get("VersioningConfiguration") or {}).get("Status") == "Suspended":
        s3._bucket_versioning[name] = "Suspended"
    for prop, (put, delete) in _WRITERS.items():
        if prop in new:
            expect(put(name, DOCUMENTS[prop](new[prop]).encode()))
        elif prop in old:
            if delete is None:
                raise ValueError(f"AWS::S3::Bucket: {prop} cannot be removed")
            delete(name)
    if new.get("AccessControl"):
        expect(s3._put_bucket_acl(name, b"", {"x-amz-acl": canned_acl(new["AccessControl"])}))
    if new.get("ObjectLockEnabled") and "ObjectLockConfiguration" not in new:
        s3._bucket_versioning[name] = "Enabled"
        expect(s3._put_object_lock_configuration(
            name, DOCUMENTS["ObjectLockConfiguration"]({"ObjectLockEnabled": "Enabled"}).encode()))


def _refuse_public_policies():
    """CloudFormation writes bucket policies through the API, which Block Public Access may refuse."""
    handler = provisioners._RESOURCE_HANDLERS["AWS::S3::BucketPolicy"]

    def checked(write):
        def run(*arguments):
            props = arguments[-2]
            document = props["PolicyDocument"]
            text = document if isinstance(document, str) else json.dumps(document)
            expect(s3._put_bucket_policy(props["Bucket"], text.encode()))
            return write(*arguments)
        return run

    handler.update(create=checked(handler["create"]), update=checked(handler["update"]))


def _answer_policy_status():
    handle = s3.handle_request

    async def handle_request(method, path, headers, body, query_params, *arguments, **named):
        bucket, _slash, key = path.strip("/").partition("/")
        if method != "GET" or key or not bucket or "policyStatus" not in query_params:
            return await handle(method, path, headers, body, query_params, *arguments, **named)
        policy = s3._get_bucket_policy(bucket)
        if policy[0] != 200:
            return policy
        public = s3._policy_is_public(policy[2].decode() if isinstance(policy[2], bytes) else policy[2])
        return 200, {"Content-Type": "application/xml"}, element("PolicyStatus", {"IsPublic": public}).encode()

    s3.handle_request = handle_request
