"""Services that the emulator lacks and no account here uses: their lists are empty."""

from urllib.parse import parse_qs

from ministack import app
from ministack.core import iam_actions

from .security_services import answering

_WORKSPACES = {
    "DescribeWorkspaces": (200, {"Workspaces": []}),
    "DescribeWorkspaceBundles": (200, {"Bundles": []}),
    "DescribeWorkspaceDirectories": (200, {"Directories": []}),
    "DescribeWorkspacesConnectionStatus": (200, {"WorkspacesConnectionStatus": []}),
}
_VAULTS = {"GET /-/vaults": (200, {"VaultList": []})}
_AUTHORITIES = {"ListCertificateAuthorities": (200, {"CertificateAuthorities": []})}


def install():
    """Serve the lists, as those of services that IAM decides on."""
    for name, handler in (("redshift", _redshift), ("workspaces", answering(_WORKSPACES)), ("acm-pca", answering(_AUTHORITIES)), ("glacier", answering(_VAULTS))):
        app.SERVICE_HANDLERS[name] = handler
        iam_actions.SERVICE_TO_IAM_NAMESPACE[name] = name
        iam_actions._BOTOCORE_SERVICE_MAP[name] = [name]
    iam_actions._SERVICE_PROTOCOL["redshift"] = "query-xml"


async def _redshift(_method, _path, _headers, body, query_params):
    action = (parse_qs(body.decode()).get("Action") or query_params.get("Action"))[0]
    answer = (f'<{action}Response xmlns="http://redshift.amazonaws.com/doc/2012-12-01/"><{action}Result/>'
              f"<ResponseMetadata><RequestId>00000000-0000-4000-8000-000000000000</RequestId></ResponseMetadata></{action}Response>")
    return 200, {"Content-Type": "text/xml"}, answer.encode()
