"""Settings of AWS Config, AWS WAF, Route 53 and Systems Manager that ministack cannot tell."""

import json

from ministack.core.responses import AccountRegionScopedDict, error_response_json, json_response
from ministack.services import config, route53, ssm, waf

from .hooks import store

_NAMESPACE = 'xmlns="https://route53.amazonaws.com/doc/2013-04-01/"'
_tags = store(AccountRegionScopedDict())
_logging = store(AccountRegionScopedDict())


def install():
    """Answer the calls before the handlers of the services do."""
    _answer_first(config, _of_config)
    _answer_first(waf, _of_waf)
    _answer_first(route53, _of_route53)
    _answer_first(ssm, _of_ssm)


def _answer_first(service, answer):
    handle = service.handle_request

    async def handle_request(method, path, headers, body, query_params):
        operation = headers.get("x-amz-target", "").rpartition(".")[2] or f"{method} {path}"
        return answer(operation, body) or await handle(method, path, headers, body, query_params)

    service.handle_request = handle_request


def _of_config(operation, body):
    """Tags of a rule: kept by its name when it is put, told by its ARN."""
    if operation == "PutConfigRule":
        data = json.loads(body)
        if data.get("Tags"):
            _tags[data["ConfigRule"].get("ConfigRuleName")] = data["Tags"]
    if operation != "ListTagsForResource":
        return None
    arn = json.loads(body)["ResourceArn"]
    name = next((name for name, rule in config._config_rules.items() if rule["ConfigRuleArn"] == arn), None)
    if name is None:
        return error_response_json("ResourceNotFoundException", f"The resource {arn} does not exist", 400)
    return json_response({"Tags": _tags.get(name, [])})


def _of_waf(operation, body):
    """Logging of a web ACL."""
    data = json.loads(body) if operation.endswith("LoggingConfiguration") else {}
    if operation == "PutLoggingConfiguration":
        _logging[data["LoggingConfiguration"]["ResourceArn"]] = data["LoggingConfiguration"]
        return json_response({"LoggingConfiguration": data["LoggingConfiguration"]})
    if operation != "GetLoggingConfiguration":
        return None
    if data["ResourceArn"] not in _logging:
        return error_response_json("WAFNonexistentItemException", "AWS WAF couldn't perform the operation because your resource doesn't exist.", 400)
    return json_response({"LoggingConfiguration": _logging[data["ResourceArn"]]})


def _of_route53(operation, _body):
    """Nobody can turn on the logging of queries or the signing of a zone here."""
    if operation.startswith("GET /2013-04-01/queryloggingconfig"):
        return _xml("ListQueryLoggingConfigsResponse", "<QueryLoggingConfigs/>")
    if operation.startswith("GET ") and operation.endswith("/dnssec"):
        return _xml("GetDNSSECResponse", "<Status><ServeSignature>NOT_SIGNING</ServeSignature></Status><KeySigningKeys/>")
    return None


def _of_ssm(operation, _body):
    """Nobody can make a document or report on patches here."""
    empty = {"ListDocuments": "DocumentIdentifiers", "ListResourceComplianceSummaries": "ResourceComplianceSummaryItems"}
    return json_response({empty[operation]: []}) if operation in empty else None


def _xml(name, content):
    return 200, {"Content-Type": "text/xml"}, f"<{name} {_NAMESPACE}>{content}</{name}>".encode()
