"""Events that AWS itself puts on the default bus: CloudTrail's of deliveries, and CloudFormation's of stacks."""

import json

from ministack.core.responses import get_account_id, get_region, new_uuid, now_iso, request_scope
from ministack.services import eventbridge as events
from ministack.services.cloudformation import stacks

from .hooks import expect

_DESTINATIONS = "apidestinations.events.amazonaws.com"
_LINKED_ROLE = "AWSServiceRoleForAmazonEventBridgeApiDestinations"


def install():
    """Tell of the status of stacks."""
    add_event = stacks._add_event

    def add_and_tell(stack_id, stack_name, logical_id, resource_type, status, *more, **named):
        add_event(stack_id, stack_name, logical_id, resource_type, status, *more, **named)
        if resource_type == "AWS::CloudFormation::Stack" and logical_id == stack_name:
            _put("aws.cloudformation", "CloudFormation Stack Status Change", [stack_id], {
                "stack-id": stack_id, "status-details": {"status": status, "status-reason": ""},
                "client-request-token": ""})

    stacks._add_event = add_and_tell


def put_for_aws(request):
    """Put events as an AWS service does: PutEvents refuses such sources to everybody else."""
    with request_scope(request["accountId"], request["region"]):
        return expect(events._put_events({"Entries": request["entries"]}, allow_aws_source=True))


def role_assumed(role_arn):
    """EventBridge assumed the role of a target."""
    _call("sts", "AssumeRole", "events.amazonaws.com", {"type": "AWSService", "invokedBy": "events.amazonaws.com"},
          {"roleArn": role_arn, "roleSessionName": new_uuid().replace("-", "")})


def secret_read(connection):
    """EventBridge read the secret of a connection, for which Secrets Manager had AWS KMS decrypt it."""
    account, name = get_account_id(), f"events!connection/{connection}/{new_uuid()}"
    secret = f"arn:aws:secretsmanager:{get_region()}:{account}:secret:{name}"
    identity = {"type": "AssumedRole", "accountId": account, "sessionContext": {"sessionIssuer": {
        "type": "Role", "userName": _LINKED_ROLE,
        "arn": f"arn:aws:iam::{account}:role/aws-service-role/{_DESTINATIONS}/{_LINKED_ROLE}"}}}
    _call("secretsmanager", "GetSecretValue", _DESTINATIONS,
          {**identity, "invokedBy": _DESTINATIONS}, {"secretId": secret})
    _call("kms", "Decrypt", "secretsmanager.amazonaws.com", {**identity, "invokedBy": "secretsmanager.amazonaws.com"},
          {"encryptionContext": {"SecretARN": secret}})


def _call(service, name, address, identity, parameters):
    """CloudTrail's event of a call that reads."""
    _put(f"aws.{service}", "AWS API Call via CloudTrail", [], {
        "eventVersion": "1.11", "eventID": new_uuid(), "eventTime": now_iso(), "eventSource": f"{service}.amazonaws.com",
        "eventName": name, "awsRegion": get_region(), "sourceIPAddress": address, "userAgent": address,
        "userIdentity": identity, "requestParameters": parameters, "readOnly": True, "managementEvent": True,
        "eventType": "AwsApiCall", "eventCategory": "Management", "recipientAccountId": get_account_id()})


def _put(source, detail_type, resources, detail):
    entry = {"Source": source, "DetailType": detail_type, "Resources": resources, "Detail": json.dumps(detail)}
    expect(events._put_events({"Entries": [entry]}, allow_aws_source=True))
