"""Security services that no account here has turned on: they answer what AWS answers before their first use."""

import json

from ministack import app
from ministack.core import iam_actions
from ministack.core.responses import get_account_id
from ministack.services import iam

# By signing name: its model in botocore, and by method and path (or target) the status with the answer or the error.
_SERVICES = {
    "guardduty": ("guardduty", {"GET /detector": (200, {"detectorIds": []})}),
    "access-analyzer": ("accessanalyzer", {"GET /analyzer": (200, {"analyzers": []})}),
    "route53domains": ("route53domains", {"ListDomains": (200, {"Domains": []})}),
    "macie2": ("macie2", {"GET /macie": (403, ("AccessDeniedException", "Macie is not enabled."))}),
    "securityhub": ("securityhub", dict.fromkeys(
        ("GET /accounts", "POST /findings", "POST /standards/get"),
        (401, ("InvalidAccessException", "Account {account} is not subscribed to AWS Security Hub")))),
}


def install():
    """Serve the calls, as those of services that IAM decides on, and the lists of IAM that nothing here can fill."""
    for name, (model, answers) in _SERVICES.items():
        app.SERVICE_HANDLERS[name] = answering(answers)
        iam_actions.SERVICE_TO_IAM_NAMESPACE[name] = name
        iam_actions._BOTOCORE_SERVICE_MAP[name] = [model]
    iam._IAM_HANDLERS["ListOrganizationsFeatures"] = lambda _params: _listed("ListOrganizationsFeatures", "<EnabledFeatures/>")


def _listed(action, result):
    body = (f'<{action}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><{action}Result>{result}</{action}Result>'
            f"</{action}Response>")
    return 200, {"Content-Type": "text/xml"}, body.encode()


def answering(answers):
    """A handler that knows these answers, by method and path or by target."""
    async def handle(method, path, headers, _body, _query_params):
        operation = headers.get("x-amz-target", "").rpartition(".")[2] or f"{method} {path.rstrip('/')}"
        status, answer = answers.get(operation) or (501, ("NotImplemented", f"The emulator does not have {operation}"))
        if isinstance(answer, dict):
            return status, {"Content-Type": "application/json"}, json.dumps(answer).encode()
        code, message = answer
        body = json.dumps({"__type": code, "message": message.format(account=get_account_id())})
        return status, {"Content-Type": "application/json", "x-amzn-ErrorType": code}, body.encode()
    return handle
