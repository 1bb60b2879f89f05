"""What a registry of container images scans, which ministack does not tell: by default the basic scan, and nothing by itself."""

from ministack.core.responses import get_account_id, json_response
from ministack.services import ecr


def install():
    """Answer GetRegistryScanningConfiguration."""
    handle_request = ecr.handle_request

    async def handle(method, path, headers, body, query_params):
        if headers.get("x-amz-target", "").endswith(".GetRegistryScanningConfiguration"):
            return json_response({"registryId": get_account_id(), "scanningConfiguration": {"scanType": "BASIC", "rules": []}})
        return await handle_request(method, path, headers, body, query_params)

    ecr.handle_request = handle
