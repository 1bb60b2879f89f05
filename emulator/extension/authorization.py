"""What IAM decides on: the action of each request, where ministack names another one or none, and its transport."""

from ministack import app
from ministack.core import iam_actions

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

    arn_of = iam_actions.extract_resource_arn

    def resource_arn(service, method, path, headers, body, query_params, region, account_id):
        # ministack knows no resources of Account Management: a statement on the account would match nothing.
        if service == "account":
            return f"arn:aws:account::{account_id}:account"
        return arn_of(service, method, path, headers, body, query_params, region, account_id)

    iam_actions.extract_resource_arn = resource_arn
