"""The few ways this package reaches into ministack's tables. Everything else goes through these."""

import json
import re
from html import escape

from ministack.services.cloudformation import provisioners

_STORES = []


def store(scoped_dict):
    """Register a store of ours, so that a reset of the emulator empties it too."""
    _STORES.append(scoped_dict)
    return scoped_dict


def reset_stores():
    """Empty every store of this package."""
    for scoped_dict in _STORES:
        scoped_dict.clear()


def register_type(name, create, delete, update=None):
    """Teach CloudFormation a resource type.

    create(logical_id, props, stack) and update(id, old, new, stack) answer (physical id, attributes);
    delete(id, props) answers nothing; each raises ValueError with the reason it failed.
    """
    handler = {"create": create, "delete": delete}
    if update:
        handler["update"] = update
    provisioners._RESOURCE_HANDLERS[name] = handler


def physical_name(stack, logical_id, max_length):
    """The name CloudFormation generates for a resource that was given none."""
    return provisioners._physical_name(stack, logical_id, max_len=max_length)


def expect(response):
    """The body of a successful answer of a ministack handler (parsed if JSON); ValueError with its message otherwise."""
    status, _headers, body = response
    text = body.decode() if isinstance(body, (bytes, bytearray)) else (body or "")
    if status >= 300:
        raise ValueError(_message(text))
    return json.loads(text) if text.lstrip().startswith("{") else text


def _message(text):
    if text.lstrip().startswith("{"):
        error = json.loads(text)
        return f"{error.get('message') or error.get('Message')} ({error.get('__type', 'Error')})"
    code = re.search(r"<Code>(.*?)</Code>", text, re.S)
    message = re.search(r"<Message>(.*?)</Message>", text, re.S)
    return f"{message[1] if message else text} ({code[1] if code else 'Error'})"


def is_true(value):
    """A template's boolean, which may arrive as a string."""
    return str(value).lower() == "true"


def refuse_unknown(resource_type, props, known):
    """Fail for a property nothing here models, rather than create something less than was asked for."""
    unknown = sorted(set(props) - set(known))
    if unknown:
        raise ValueError(f"{resource_type}: the emulator does not model {', '.join(unknown)}")


def element(tag, value):
    """XML of a value: a dict becomes children, a list repeats the tag, None is left out."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "".join(element(tag, item) for item in value)
    if isinstance(value, dict):
        inner = "".join(element(name, child) for name, child in value.items())
    elif isinstance(value, bool):
        inner = str(value).lower()
    else:
        inner = escape(str(value), quote=False)
    return f"<{tag}>{inner}</{tag}>"


def members(tag, values):
    """XML of a query-protocol list: <tag><member>…</member></tag>."""
    return element(tag, {"member": list(values)})
