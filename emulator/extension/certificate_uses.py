"""Where certificates are used: at listeners of load balancers, as ACM tells, and those that API Gateway shows to a backend."""

import json
import time
from secrets import token_hex

from ministack.core.responses import AccountRegionScopedDict
from ministack.services import acm, alb, apigateway

from .hooks import element, store

_client_certificates = store(AccountRegionScopedDict())


def install():
    """Tell of the certificates of listeners, of what uses one, and make client certificates."""
    alb._ACTION_MAP["DescribeListenerCertificates"] = _listener_certificates
    shape = acm._cert_shape
    acm._cert_shape = lambda cert: {**shape(cert), "InUseBy": shape(cert)["InUseBy"] + _balancers_showing(cert["CertificateArn"])}
    handle = apigateway.handle_request

    async def handle_request(method, path, headers, body, query_params):
        if method == "POST" and path == "/clientcertificates":
            return 201, {"Content-Type": "application/json"}, json.dumps(_create_client_certificate(json.loads(body or b"{}"))).encode()
        return await handle(method, path, headers, body, query_params)

    apigateway.handle_request = handle_request


def _balancers_showing(arn):
    return sorted({listener["LoadBalancerArn"] for listener in alb._listeners.values() if arn in listener.get("Certificates", [])})


def _listener_certificates(params):
    listener = alb._listeners.get(alb._p(params, "ListenerArn"))
    if listener is None:
        return alb._error("ListenerNotFound", "One or more listeners not found", 400)
    certificates = [{"CertificateArn": arn, "IsDefault": True} for arn in listener.get("Certificates", [])]
    return alb._xml(200, "DescribeListenerCertificatesResponse",
                    element("DescribeListenerCertificatesResult", {"Certificates": {"member": certificates}}))


def _create_client_certificate(asked):
    now = int(time.time())
    certificate = {"clientCertificateId": token_hex(3), "description": asked.get("description", ""),
                   "createdDate": now, "expirationDate": now + 365 * 86400}
    _client_certificates[certificate["clientCertificateId"]] = certificate
    return certificate
