"""PYTHONPATH shim: S3 Control puts the account before the endpoint's host, and <account>.localhost has no address on every machine."""
import socket

_getaddrinfo = socket.getaddrinfo


def _local(host, *args, **named):
    is_local = isinstance(host, str) and host.endswith(".localhost")
    return _getaddrinfo("127.0.0.1" if is_local else host, *args, **named)


socket.getaddrinfo = _local
