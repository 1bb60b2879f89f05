"""Account Management: alternate contacts."""

from ministack.core.responses import AccountScopedDict, error_response_json
from ministack.services import account

from .hooks import store

_FIELDS = ("Name", "Title", "EmailAddress", "PhoneNumber")
_contacts = store(AccountScopedDict())


def install():
    """Add the alternate-contact calls."""
    account._DISPATCH.update({
        "/getAlternateContact": _get,
        "/putAlternateContact": _put,
        "/deleteAlternateContact": _delete,
    })


def _other_account(payload):
    if payload.get("AccountId") in (None, account.get_account_id()):
        return None
    return error_response_json("AccessDeniedException", "The emulator does not model AccountId of another account", 403)


def _not_found():
    return error_response_json("ResourceNotFoundException", "No contact of the inputted alternate contact type found.",
                               404)


def _get(payload):
    kind = payload.get("AlternateContactType")
    contact = _contacts.get(kind)
    if refused := _other_account(payload):
        return refused
    return account._json(200, {"AlternateContact": contact}) if contact else _not_found()


def _put(payload):
    if refused := _other_account(payload):
        return refused
    kind = payload.get("AlternateContactType")
    if kind not in ("BILLING", "OPERATIONS", "SECURITY"):
        return error_response_json("ValidationException", f"{kind} is not a type of alternate contact", 400)
    _contacts[kind] = {"AlternateContactType": kind, **{field: payload.get(field) for field in _FIELDS}}
    return account._json(200, {})


def _delete(payload):
    if refused := _other_account(payload):
        return refused
    return account._json(200, {}) if _contacts.pop(payload.get("AlternateContactType"), None) else _not_found()
