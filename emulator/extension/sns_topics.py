"""SNS topics: the attributes CloudFormation's topic type lacks."""

from ministack.services import sns
from ministack.services.cloudformation import provisioners

from .hooks import refuse_unknown

_ATTRIBUTES = ("KmsMasterKeyId", "SignatureVersion", "TracingConfig")
_HANDLED = ("TopicName", "DisplayName", "Subscription", "Tags")


def install():
    """Complete the type AWS::SNS::Topic."""
    handler = provisioners._RESOURCE_HANDLERS["AWS::SNS::Topic"]
    create, update = handler["create"], handler["update"]

    def create_completed(logical_id, props, stack):
        refuse_unknown("AWS::SNS::Topic", props, (*_HANDLED, *_ATTRIBUTES))
        return _configured(create(logical_id, props, stack), props)

    def update_completed(physical_id, old, new, stack, logical_id=None):
        refuse_unknown("AWS::SNS::Topic", new, (*_HANDLED, *_ATTRIBUTES))
        return _configured(update(physical_id, old, new, stack, logical_id), new)

    handler.update(create=create_completed, update=update_completed)


def _configured(made, props):
    attributes = sns._topics[made[0]]["attributes"]
    for name in _ATTRIBUTES:
        attributes.pop(name, None)
        if props.get(name) is not None:
            attributes[name] = str(props[name])
    return made
