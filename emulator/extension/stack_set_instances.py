"""The instances of a stack set: real stacks, one for an account and a Region."""

import asyncio
import re
from contextvars import ContextVar
from dataclasses import dataclass, field

from ministack import app
from ministack.core.responses import new_uuid, request_scope
from ministack.services.cloudformation import _stack_events, _stacks, handlers, helpers

from . import regions, stack_set_roles

_FINISHED = {"CREATE_COMPLETE", "UPDATE_COMPLETE"}
_trusted_template = ContextVar("trusted_template", default=False)


@dataclass
class Instance:
    """One stack of a stack set."""

    account: str
    region: str
    unit: str = ""
    overrides: dict = field(default_factory=dict)
    stack_name: str = ""
    stack_id: str = ""
    refused: str = ""

    def state(self):
        """Status, reason and detailed status, as ListStackInstances shows them."""
        if self.refused:
            return "OUTDATED", self.refused, "FAILED"
        with request_scope(self.account, self.region):
            stack = _stacks.get(self.stack_name) or {}
        status = stack.get("StackStatus", "CREATE_IN_PROGRESS")
        if status in _FINISHED:
            return "CURRENT", "", "SUCCEEDED"
        if status.endswith("IN_PROGRESS"):
            return "OUTDATED", "", "RUNNING"
        return "OUTDATED", self._failure() or status, "FAILED"

    def _failure(self):
        """The first failure of the stack, as StackSets words it."""
        with request_scope(self.account, self.region):
            events = _stack_events.get(self.stack_id) or []
        failed = [event for event in events if event["ResourceStatus"].endswith("_FAILED")]
        failed.sort(key=lambda event: event["Timestamp"])
        names = (("ResourceLogicalId", "LogicalResourceId"), ("ResourceType", "ResourceType"),
                 ("ResourceStatusReason", "ResourceStatusReason"))
        return failed and ", ".join(f"{shown}:{failed[0][name]}" for shown, name in names)

    def deletion(self):
        """RUNNING, SUCCEEDED or FAILED, once the stack was told to go."""
        with request_scope(self.account, self.region):
            status = (_stacks.get(self.stack_name) or {}).get("StackStatus", "DELETE_COMPLETE")
        if self.refused or status == "DELETE_FAILED":
            return "FAILED"
        return "RUNNING" if status.endswith("IN_PROGRESS") else "SUCCEEDED"

    def reason(self):
        """Why the instance failed."""
        return self.refused or self._failure()


def install():
    """Let a stack set's template be as large as CloudFormation takes it from S3."""
    problem = helpers._template_body_problem
    helpers._template_body_problem = lambda body: None if _trusted_template.get() else problem(body)


def deploy_stack(stack_set, instance):
    """Create or update the instance's stack; a refusal is kept on the instance."""
    instance.refused = _refusal(stack_set, instance)
    if instance.refused:
        return
    instance.stack_name = instance.stack_name or f"StackSet-{stack_set.name}-{new_uuid()}"
    request = {"StackName": [instance.stack_name], "TemplateBody": [stack_set.template]}
    for position, capability in enumerate(stack_set.capabilities, 1):
        request[f"Capabilities.member.{position}"] = [capability]
    for position, (key, value) in enumerate({**stack_set.parameters, **instance.overrides}.items(), 1):
        request[f"Parameters.member.{position}.ParameterKey"] = [key]
        request[f"Parameters.member.{position}.ParameterValue"] = [value]
    for position, tag in enumerate(stack_set.tags, 1):
        request[f"Tags.member.{position}.Key"], request[f"Tags.member.{position}.Value"] = [tag["Key"]], [tag["Value"]]
    try:
        status, _headers, body = _in_account(stack_set, instance, "UpdateStack" if instance.stack_id else "CreateStack", request)
    except ValueError as denied:
        instance.refused = str(denied)
        return
    text = body.decode()
    if status < 300:
        instance.stack_id = re.search(r"<StackId>(.*?)</StackId>", text)[1]
    elif "No updates are to be performed" not in text:
        instance.refused = re.search(r"<Message>(.*?)</Message>", text, re.S)[1]


def _refusal(stack_set, instance):
    for account in (stack_set.owner, instance.account):
        with request_scope(account, instance.region):
            if not regions.is_enabled(instance.region):
                return f"Region {instance.region} is not enabled for account {account}"
    return "" if stack_set.service_managed else stack_set_roles.refusal(stack_set, instance.account, instance.region)


def delete_stack(stack_set, instance):
    """Delete the instance's stack; a refusal is kept on the instance."""
    instance.refused = ""
    if not instance.stack_id:
        return
    instance.refused = _refusal(stack_set, instance)
    if instance.refused:
        return
    try:
        _in_account(stack_set, instance, "DeleteStack", {"StackName": [instance.stack_name]})
    except ValueError as denied:
        instance.refused = str(denied)


def _in_account(stack_set, instance, action, request):
    """Call CloudFormation in the instance's account. A stack deploys on the event loop, wherever we are called."""
    async def call():
        with request_scope(instance.account, instance.region), stack_set_roles.acting(stack_set, action, instance.stack_name):
            token = _trusted_template.set(True)
            try:
                return handlers._ACTION_HANDLERS[action](request)
            finally:
                _trusted_template.reset(token)
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run_coroutine_threadsafe(call(), app._MAIN_LOOP).result()
    coroutine = call()
    try:
        coroutine.send(None)
    except StopIteration as finished:
        return finished.value
    raise RuntimeError(f"{action} did not finish at once")
