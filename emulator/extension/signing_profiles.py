"""ListSigningProfiles of AWS Signer, which ministack lacks."""

from ministack.core.responses import json_response
from ministack.services import signer


def install():
    """Answer the list before ministack says that it does not know it."""
    handle = signer.handle_request

    async def handle_request(method, path, headers, body, query_params):
        if method == "GET" and path.rstrip("/") == "/signing-profiles":
            return json_response({"profiles": _listed(query_params)})
        return await handle(method, path, headers, body, query_params)

    signer.handle_request = handle_request


def _listed(query_params):
    """The profiles; those that were cancelled only for who asks for them."""
    cancelled = "true" in str(query_params.get("includeCanceled", "")).lower()
    return [{name: value for name, value in profile.items() if value is not None and name not in ("policy", "overrides")}
            for profile in signer._profiles.values() if cancelled or profile.get("status") == "Active"]
