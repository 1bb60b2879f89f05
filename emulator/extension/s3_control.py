"""S3 Control: Block Public Access of an account."""

import re

from ministack import app
from ministack.core.responses import AccountScopedDict, get_account_id, new_uuid
from ministack.services import s3

from .hooks import element, store

_PATH = "/v20180820/configuration/publicAccessBlock"
_ACTIONS = {"GET": "s3:GetAccountPublicAccessBlock", "PUT": "s3:PutAccountPublicAccessBlock",
            "DELETE": "s3:PutAccountPublicAccessBlock"}
_SETTINGS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
_blocks = store(AccountScopedDict())


def install():
    """Serve the calls and let buckets obey the setting."""
    handle = app._handle_s3_control_request

    async def handle_control(path, method, body, query_params, request_id, headers=None):
        if path.rstrip("/") != _PATH:
            return await handle(path, method, body, query_params, request_id, headers)
        return _answer(method, body, query_params, request_id, headers or {})

    app._handle_s3_control_request = handle_control
    bucket_blocks = s3._public_access_blocked
    s3._public_access_blocked = lambda account, bucket, setting: (
        _account_blocks(account, setting) or bucket_blocks(account, bucket, setting))


def _account_blocks(account, setting):
    return bool((_blocks.get_scoped(account, None, "block") or {}).get(setting))


def _answer(method, body, query_params, request_id, headers):
    denied = app._enforce_data_plane("s3", _ACTIONS.get(method, "s3:*"), headers, query_params, request_id)
    if denied:
        return denied
    if headers.get("x-amz-account-id") != get_account_id():
        return _error(403, "AccessDenied", "Access Denied")
    if method == "PUT":
        text = body.decode()
        _blocks["block"] = {name: bool(re.search(rf"<{name}>\s*true\s*<", text, re.I)) for name in _SETTINGS}
        return 201, {}, b""
    if method == "DELETE":
        _blocks.pop("block", None)
        return 204, {}, b""
    if "block" not in _blocks:
        return _error(404, "NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found")
    xml = element("PublicAccessBlockConfiguration", _blocks["block"])
    return 200, {"Content-Type": "application/xml"}, xml.encode()


def _error(status, code, message):
    xml = element("ErrorResponse", {"Error": {"Code": code, "Message": message, "AccountId": get_account_id()},
                                    "RequestId": new_uuid()})
    return status, {"Content-Type": "application/xml"}, xml.encode()
