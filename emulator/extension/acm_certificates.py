"""Imported certificates as AWS Certificate Manager tells of them: with the facts of the certificate itself."""

from datetime import datetime, timezone

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from ministack.services import acm

_CURVES = {"secp256r1": "EC_prime256v1", "secp384r1": "EC_secp384r1", "secp521r1": "EC_secp521r1"}
_USAGES = {
    "digital_signature": "DIGITAL_SIGNATURE", "content_commitment": "NON_REPUDIATION", "key_encipherment": "KEY_ENCIPHERMENT",
    "data_encipherment": "DATA_ENCIPHERMENT", "key_agreement": "KEY_AGREEMENT", "key_cert_sign": "CERTIFICATE_SIGNING",
    "crl_sign": "CRL_SIGNING",
}


def install():
    """Read the certificate where ministack makes up a year of validity and a name."""
    shape, listed, imported = acm._cert_shape, acm._list_certificates, acm._import_certificate

    def described(cert):
        return {**shape(cert), **_facts(cert.get("_pem_body", ""))}

    def named(name_from):
        def handle(data):
            answer = name_from(data)
            for cert in acm._certificates.values():
                if facts := _facts(cert.get("_pem_body", "")):
                    cert.update(DomainName=facts["DomainName"], SubjectAlternativeNames=facts["SubjectAlternativeNames"],
                                Status=facts["Status"])
            return answer
        return handle

    acm._cert_shape = described
    acm._import_certificate = named(imported)
    acm._list_certificates = lambda data: (named(lambda _: None)(data), listed(data))[1]


def certificate(pem):
    """The certificate of a PEM text; None where ministack put a placeholder."""
    try:
        return x509.load_pem_x509_certificate(pem.encode())
    except ValueError:
        return None


def _facts(pem):
    parsed = certificate(pem)
    if parsed is None:
        return {}
    names = _names(parsed)
    common = [each.value for each in parsed.subject.get_attributes_for_oid(NameOID.COMMON_NAME)]
    return {
        "DomainName": (common or names or [""])[0],
        "SubjectAlternativeNames": names,
        "Status": "EXPIRED" if parsed.not_valid_after_utc < datetime.now(timezone.utc) else "ISSUED",
        "Subject": parsed.subject.rfc4514_string(),
        "Issuer": parsed.issuer.rfc4514_string(),
        "Serial": parsed.serial_number.to_bytes((parsed.serial_number.bit_length() + 8) // 8, "big").hex(":"),
        "NotBefore": parsed.not_valid_before_utc.timestamp(),
        "NotAfter": parsed.not_valid_after_utc.timestamp(),
        "KeyAlgorithm": _key_algorithm(parsed.public_key()),
        "SignatureAlgorithm": _signature_algorithm(parsed),
        "KeyUsages": [{"Name": name} for name in _usages(parsed)],
    }


def _key_algorithm(key):
    if isinstance(key, rsa.RSAPublicKey):
        return f"RSA-{key.key_size}"
    return _CURVES.get(key.curve.name, key.curve.name) if isinstance(key, ec.EllipticCurvePublicKey) else "UNKNOWN"


def _signature_algorithm(parsed):
    digest = parsed.signature_hash_algorithm
    family = "RSA" if "RSA" in parsed.signature_algorithm_oid._name.upper() else "ECDSA"
    return f"{digest.name.upper()}WITH{family}" if digest else "UNKNOWN"


def _names(parsed):
    try:
        return parsed.extensions.get_extension_for_class(x509.SubjectAlternativeName).value.get_values_for_type(x509.DNSName)
    except x509.ExtensionNotFound:
        return []


def _usages(parsed):
    try:
        usage = parsed.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return []
    return [name for attribute, name in _USAGES.items() if getattr(usage, attribute)]
