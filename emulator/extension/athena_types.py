"""Amazon Athena in templates: named queries."""

from ministack.services import athena

from .hooks import expect, refuse_unknown, register_type

_TYPE = "AWS::Athena::NamedQuery"
_PROPERTIES = ("Name", "Description", "Database", "QueryString", "WorkGroup")


def install():
    """Register the type; every property of it needs a replacement."""
    register_type(_TYPE, _create, _delete)


def _create(_logical_id, props, _stack):
    refuse_unknown(_TYPE, props, _PROPERTIES)
    created = expect(athena._create_named_query(props))
    return created["NamedQueryId"], {"NamedQueryId": created["NamedQueryId"]}


def _delete(physical_id, _props):
    athena._delete_named_query({"NamedQueryId": physical_id})
