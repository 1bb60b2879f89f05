"""What Amazon EKS says of versions of Kubernetes, which ministack does not tell."""

from datetime import UTC, datetime

from ministack.core.responses import json_response
from ministack.services import eks

# Ends of standard support: https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
_ENDS = {"1.31": "2025-11-26", "1.32": "2026-03-23", "1.33": "2026-07-29", "1.34": "2026-12-02", "1.35": "2027-03-27"}


def install():
    """Answer DescribeClusterVersions."""
    handle_request = eks.handle_request

    async def handle(method, path, headers, body, query_params):
        if method == "GET" and path == "/cluster-versions":
            asked = query_params.get("clusterVersions") or list(_ENDS)
            return json_response({"clusterVersions": [_version(each) for each in asked if each in _ENDS]})
        return await handle_request(method, path, headers, body, query_params)

    eks.handle_request = handle


def _version(version):
    end = datetime.fromisoformat(_ENDS[version]).replace(tzinfo=UTC)
    status = "STANDARD_SUPPORT" if datetime.now(UTC) < end else "EXTENDED_SUPPORT"
    return {"clusterVersion": version, "clusterType": "eks", "versionStatus": status, "endOfStandardSupportDate": int(end.timestamp())}
