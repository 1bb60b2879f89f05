"""When a KMS key was last used, and the host keys of SFTP servers: ministack has neither."""

import base64
import hashlib
import json
import time

from ministack.core.responses import AccountRegionScopedDict, get_account_id, get_region, json_response
from ministack.services import kms, transfer

from .hooks import store

_USES = {
    "Encrypt", "Decrypt", "ReEncrypt", "Sign", "Verify", "GenerateMac", "VerifyMac", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext",
    "GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext",
}
_last = store(AccountRegionScopedDict())


def install():
    """Answer the calls before ministack says that it does not know them."""
    _before(kms, {"GetKeyLastUsage": _last_usage}, noting=True)
    _before(transfer, {"ListHostKeys": _list_host_keys, "DescribeHostKey": _describe_host_key})


def _before(module, answers, noting=False):
    handle = module.handle_request

    async def handle_request(method, path, headers, body, query_params):
        action = headers.get("x-amz-target", "").rpartition(".")[2]
        if action in answers:
            return answers[action](json.loads(body or b"{}"))
        answer = await handle(method, path, headers, body, query_params)
        if noting and action in _USES and answer[0] == 200:
            _last[json.loads(answer[2])["KeyId"]] = {"Operation": action, "Timestamp": time.time()}
        return answer

    module.handle_request = handle_request


def _last_usage(data):
    status, headers, body = kms._describe_key(data)
    if status != 200:
        return status, headers, body
    metadata = json.loads(body)["KeyMetadata"]
    used = {"KeyLastUsage": _last[metadata["Arn"]]} if metadata["Arn"] in _last else {}
    created = metadata["CreationDate"]
    return json_response({"KeyId": metadata["Arn"], **used, "TrackingStartDate": created, "KeyCreationDate": created})


def _host_key(server):
    digest = hashlib.sha256(server.encode())
    key_id = f"hostkey-{digest.hexdigest()[:17]}"
    return {
        "Arn": f"arn:aws:transfer:{get_region()}:{get_account_id()}:host-key/{server}/{key_id}", "HostKeyId": key_id, "Type": "ssh-rsa",
        "DateImported": 1704880800.0,
    }, f"SHA256:{base64.b64encode(digest.digest()).decode()}"


def _list_host_keys(data):
    key, fingerprint = _host_key(data["ServerId"])
    return json_response({"ServerId": data["ServerId"], "HostKeys": [{**key, "Fingerprint": fingerprint}]})


def _describe_host_key(data):
    key, fingerprint = _host_key(data["ServerId"])
    return json_response({"HostKey": {**key, "HostKeyFingerprint": fingerprint, "Tags": []}})
