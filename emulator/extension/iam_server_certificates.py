"""The server certificates of IAM."""

from ministack.core.responses import AccountScopedDict, get_account_id
from ministack.services import iam

from .acm_certificates import certificate
from .hooks import element, store

_certificates = store(AccountScopedDict())


def install():
    """Serve the calls, which ministack lacks."""
    for handler in (_upload, _get, _list, _delete):
        iam._IAM_HANDLERS[handler.__doc__] = handler


def _upload(params):
    """UploadServerCertificate"""
    name, body = iam._p(params, "ServerCertificateName"), iam._p(params, "CertificateBody")
    parsed = certificate(body)
    if parsed is None:
        return iam._error(400, "MalformedCertificate", "Unable to parse certificate.", ns="iam")
    if name in _certificates:
        return iam._error(409, "EntityAlreadyExists", f"The Server Certificate with name {name} already exists.", ns="iam")
    _certificates[name] = {
        "metadata": {
            "Path": "/", "ServerCertificateName": name, "ServerCertificateId": iam._gen_id("ASCA"),
            "Arn": f"arn:aws:iam::{get_account_id()}:server-certificate/{name}", "UploadDate": iam._now(),
            "Expiration": parsed.not_valid_after_utc.strftime("%Y-%m-%dT%H:%M:%SZ"),
        },
        "CertificateBody": body,
        "CertificateChain": iam._p(params, "CertificateChain") or None,
    }
    return _answer("UploadServerCertificate", element("ServerCertificateMetadata", _certificates[name]["metadata"]))


def _get(params):
    """GetServerCertificate"""
    found = _certificates.get(iam._p(params, "ServerCertificateName"))
    if found is None:
        return _missing(params)
    return _answer("GetServerCertificate", element("ServerCertificate", {
        "ServerCertificateMetadata": found["metadata"], "CertificateBody": found["CertificateBody"],
        "CertificateChain": found["CertificateChain"]}))


def _list(_params):
    """ListServerCertificates"""
    listed = "".join(element("member", each["metadata"]) for each in _certificates.values())
    return _answer("ListServerCertificates",
                   f"<ServerCertificateMetadataList>{listed}</ServerCertificateMetadataList><IsTruncated>false</IsTruncated>")


def _delete(params):
    """DeleteServerCertificate"""
    if _certificates.pop(iam._p(params, "ServerCertificateName"), None) is None:
        return _missing(params)
    return iam._xml(200, "DeleteServerCertificateResponse", "", ns="iam")


def _answer(action, result):
    return iam._xml(200, f"{action}Response", f"<{action}Result>{result}</{action}Result>", ns="iam")


def _missing(params):
    name = iam._p(params, "ServerCertificateName")
    return iam._error(404, "NoSuchEntity", f"The Server Certificate with name {name} cannot be found.", ns="iam")
