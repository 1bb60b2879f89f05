"""What CloudTrail says of its deliveries: nothing is delivered here, but a bucket that would refuse log files shows as it does on AWS, and a log
group counts as served."""

import json
import time

from ministack import app
from ministack.core import iam_evaluator
from ministack.core.responses import get_region
from ministack.services import cloudtrail as trails
from ministack.services import s3

_SERVICE = "cloudtrail.amazonaws.com"


def install():
    """Add the error of the latest delivery, and the time of that to a log group, to the status of trails that log."""
    status_of = trails._get_trail_status

    def get_trail_status(body):
        code, headers, text = status_of(body)
        if code >= 300:
            return code, headers, text
        _name, _home, trail = trails._find_visible_trail(body["Name"].strip())
        status = json.loads(text)
        error = status["IsLogging"] and _refusal(trail)
        if status["IsLogging"] and trail.get("CloudWatchLogsLogGroupArn"):
            status["LatestCloudWatchLogsDeliveryTime"] = int(time.time())
        return trails._ok({**status, **({"LatestDeliveryError": error} if error else {})})

    trails._get_trail_status = get_trail_status
    trails._DISPATCH["GetTrailStatus"] = get_trail_status


def _refusal(trail):
    """The error code that Amazon S3 would answer CloudTrail with, or nothing."""
    bucket, account = trail["S3BucketName"], trail["TrailARN"].split(":")[4]
    owner = s3._bucket_owner_account(bucket)
    if owner is None:
        return "NoSuchBucket"
    prefix = f"{trail['S3KeyPrefix']}/" if trail.get("S3KeyPrefix") else ""
    context = iam_evaluator.EvalContext(
        principal_arn=_SERVICE, principal_type="Service", principal_account=account, action="s3:PutObject",
        resource_arn=f"arn:aws:s3:::{bucket}/{prefix}AWSLogs/{account}/CloudTrail/file.json.gz", region=get_region(),
        source_ip=_SERVICE, secure_transport=True, service_context={
            "aws:sourcearn": trail["TrailARN"], "aws:sourceaccount": account, "s3:x-amz-acl": "bucket-owner-full-control"})
    policy = s3._bucket_policies.get_scoped(owner, None, bucket) or "{}"
    allowed = not app.AUTH or iam_evaluator.evaluate_resource_policy(policy, context, service=_SERVICE).decision == "Allow"
    return "" if allowed else "AccessDenied"
