"""EventBridge's metrics of rules in CloudWatch: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html"""

import time

from ministack.services import cloudwatch


def delivered(rule):
    """A target took an event."""
    _count(rule, "Invocations")


def failed(rule):
    """A delivery was given up."""
    _count(rule, "Invocations")
    _count(rule, "FailedInvocations")


def _count(rule, metric):
    dimensions = {"RuleName": rule["Name"]}
    if rule["EventBusName"] != "default":
        dimensions["EventBusName"] = rule["EventBusName"]
    cloudwatch._store_datum("AWS/Events", metric, dimensions, time.time(), "Count", 1, None, None, None)
