"""Lambda: answers that differ from AWS when nothing is configured."""

import json

from ministack.core.responses import error_response_json
from ministack.services import lambda_svc


def install():
    """Correct the answer of GetPolicy."""
    get_policy = lambda_svc._get_policy

    def get_policy_or_not_found(*arguments, **named):
        response = get_policy(*arguments, **named)
        if response[0] == 200 and not json.loads(json.loads(response[2])["Policy"])["Statement"]:
            return error_response_json("ResourceNotFoundException", "The resource you requested does not exist.", 404)
        return response

    lambda_svc._get_policy = get_policy_or_not_found
