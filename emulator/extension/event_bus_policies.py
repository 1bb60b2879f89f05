"""PutPermission with a whole policy, and with a condition as AWS stores it."""

import json

from ministack.core.responses import error_response_json, json_response
from ministack.services import eventbridge as events


def install():
    """Take what ministack leaves out of PutPermission."""
    put = events._put_permission

    def put_permission(request):
        bus = request.get("EventBusName", "default")
        if bus not in events._event_buses:
            return error_response_json("ResourceNotFoundException", f"Event bus {bus} does not exist.", 400)
        if request.get("Policy"):
            events._event_bus_policies[bus] = json.loads(request["Policy"])
            return json_response({})
        condition = request.get("Condition")
        if condition:
            request = {**request, "Condition": {condition["Type"]: {condition["Key"]: condition["Value"]}}}
        return put(request)

    events._put_permission = put_permission
