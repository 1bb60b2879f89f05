"""Which services an organisation trusts, and which accounts administer them for it."""

import time

from ministack.core.responses import AccountScopedDict, error_response_json, get_account_id
from ministack.services import organizations as org

from .hooks import store

_trusted = store(AccountScopedDict())
_delegated = store(AccountScopedDict())


def is_trusted(service_principal):
    """Whether the service has trusted access to the current account's organisation."""
    return service_principal in _trusted


def trust(service_principal, trusted=True):
    """Give the service trusted access to the current account's organisation, or take it away."""
    if trusted:
        _trusted[service_principal] = time.time()
    else:
        _trusted.pop(service_principal, None)


def is_delegated(account, service_principal=None):
    """Whether the account administers the service (any service if None) for the current account's organisation."""
    services = _delegated.get(account) or {}
    return service_principal in services if service_principal else bool(services)


def _trust(payload, trusted):
    trust(payload["ServicePrincipal"], trusted)
    return org._json(200, {})


def _list_trusted(_payload):
    return org._json(200, {"EnabledServicePrincipals": [
        {"ServicePrincipal": principal, "DateEnabled": since} for principal, since in _trusted.items()]})


def _register(payload):
    account, service = payload["AccountId"], payload["ServicePrincipal"]
    if account not in org._accounts or account == get_account_id():
        return error_response_json("ConstraintViolationException", "You cannot register this account.", 400)
    if is_delegated(account, service):
        return error_response_json("AccountAlreadyRegisteredException",
                                   "The provided account is already a delegated administrator.", 400)
    _delegated[account] = {**(_delegated.get(account) or {}), service: time.time()}
    return org._json(200, {})


def _deregister(payload):
    services = dict(_delegated.get(payload["AccountId"]) or {})
    if services.pop(payload["ServicePrincipal"], None) is None:
        return error_response_json("AccountNotRegisteredException", "The account is not registered.", 400)
    _delegated[payload["AccountId"]] = services
    return org._json(200, {})


def _list_delegated(payload):
    service = payload.get("ServicePrincipal")
    return org._json(200, {"DelegatedAdministrators": [
        {**org._public_account(org._accounts[account]), "DelegationEnabledDate": min(services.values())}
        for account, services in _delegated.items() if services and service in (None, *services)]})


def _list_delegated_services(payload):
    services = _delegated.get(payload["AccountId"]) or {}
    return org._json(200, {"DelegatedServices": [
        {"ServicePrincipal": service, "DelegationEnabledDate": since} for service, since in services.items()]})


OPERATIONS = {
    "EnableAWSServiceAccess": lambda payload: _trust(payload, True),
    "DisableAWSServiceAccess": lambda payload: _trust(payload, False),
    "ListAWSServiceAccessForOrganization": _list_trusted,
    "RegisterDelegatedAdministrator": _register,
    "DeregisterDelegatedAdministrator": _deregister,
    "ListDelegatedAdministrators": _list_delegated,
    "ListDelegatedServicesForAccount": _list_delegated_services,
}
