"""The endpoints of this emulator's own: what no AWS call can bring about."""

import json

from ministack import app
from ministack.core.responses import request_scope
from ministack.services import organizations as org

from . import event_traces, hooks, iam_history, organizations


def install():
    """Serve /_emulator/… and empty our stores with ministack's."""
    handle, reset = app._handle_admin_config_request, app._reset_all_state

    async def handle_request(path, method, body):
        if not path.startswith("/_emulator/"):
            return await handle(path, method, body)
        return _answer(path.removeprefix("/_emulator/"), method, body)

    def reset_all():
        reset()
        hooks.reset_stores()

    app._handle_admin_config_request = handle_request
    app._reset_all_state = reset_all


def _answer(name, method, body):
    endpoint = _ENDPOINTS.get((method, name))
    if endpoint is None:
        return _json(404, {"message": f"There is no {method} /_emulator/{name}"})
    try:
        request = json.loads(body)
        with request_scope(request["accountId"], "us-east-1"):
            return _json(200, endpoint(request))
    except (KeyError, TypeError, ValueError) as wrong:
        return _json(400, {"message": f"{type(wrong).__name__}: {wrong}"})


def _json(status, value):
    return status, {"Content-Type": "application/json"}, json.dumps(value).encode()


def _history(request):
    unknown = set(request) - {"accountId", "rootAccessKey", "rootMfa", "rootUsedDaysAgo", "accessKeys", "mfaDevices", "consolePasswords"}
    if unknown:
        raise ValueError(f"unknown fields: {', '.join(sorted(unknown))}")
    iam_history.plant(request)
    return {}


def _plan_accounts(request):
    """Name the management account and choose the ids of the accounts created next."""
    account = org._accounts[request["accountId"]]
    account.update(Name=request.get("name", account["Name"]), Email=request.get("email", account["Email"]))
    org._orgs["self"]["MasterAccountEmail"] = account["Email"]
    organizations.plan_account_ids(request.get("nextAccountIds", []))
    return {}


_ENDPOINTS = {("POST", "history"): _history, ("POST", "accounts"): _plan_accounts, ("POST", "events"): event_traces.put_for_aws}
