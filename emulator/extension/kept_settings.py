"""Settings that ministack takes and forgets: kept, and told as AWS tells them."""

import re

from defusedxml.ElementTree import fromstring
from ministack.core.responses import AccountScopedDict, get_region
from ministack.services import apigateway_v1, cloudtrail, opensearch, rds, s3, waf

from .hooks import element, store

_LOG_GROUP = ("CloudWatchLogsLogGroupArn", "CloudWatchLogsRoleArn")
_mfa_delete = store(AccountScopedDict())


def install():
    """Keep log groups of trails, published logs of domains and databases, web ACLs of stages, and the MFA delete of buckets."""
    _keep_trail_log_groups()
    _keep_domain_logs()
    _keep_database_logs()
    _keep_stage_web_acls()
    _keep_mfa_delete()


def _keep_trail_log_groups():
    create = cloudtrail._create_trail

    def create_trail(body):
        answer = create(body)
        if answer[0] == 200 and body.get(_LOG_GROUP[0]):
            cloudtrail._trails[body["Name"].strip()].update({name: body[name] for name in _LOG_GROUP})
        return answer

    cloudtrail._DISPATCH["CreateTrail"] = create_trail


def _keep_domain_logs():
    create, public = opensearch.create_domain_record, opensearch._public

    def create_record(payload, *arguments, **named):
        record = create(payload, *arguments, **named)
        record["_logs"] = (payload or {}).get("LogPublishingOptions")
        return record

    def with_logs(domain):
        logs = domain.get("_logs")
        return {**public(domain), **({"LogPublishingOptions": logs} if logs else {})}

    opensearch.create_domain_record, opensearch._public = create_record, with_logs


def _keep_database_logs():
    instance_xml, create = rds._instance_xml, rds._ACTION_MAP["CreateDBInstance"]

    def create_instance(params):
        answer = create(params)
        instance = rds._instances.get(rds._p(params, "DBInstanceIdentifier"))
        if answer[0] == 200 and instance:
            instance["EnabledCloudwatchLogsExports"] = [
                rds._p(params, name) for name in sorted(params) if name.startswith("EnableCloudwatchLogsExports.")]
        return answer

    def with_logs(instance):
        logs = element("EnabledCloudwatchLogsExports", {"member": instance.get("EnabledCloudwatchLogsExports") or []})
        return re.sub("<EnabledCloudwatchLogsExports/>", logs, instance_xml(instance))

    rds._instance_xml = with_logs
    rds._ACTION_MAP["CreateDBInstance"] = create_instance


def _keep_stage_web_acls():
    for name in ("_get_stages", "_get_stage"):
        setattr(apigateway_v1, name, _with_web_acls(getattr(apigateway_v1, name)))


def _with_web_acls(get):
    def handle(api_id, *names):
        for stage in apigateway_v1._stages_v1.get(api_id, {}).values():
            arn = f"arn:aws:apigateway:{get_region()}::/restapis/{api_id}/stages/{stage['stageName']}"
            stage.pop("webAclArn", None)
            if waf._associations.get(arn):
                stage["webAclArn"] = waf._associations[arn]
        return get(api_id, *names)
    return handle


def _keep_mfa_delete():
    put, get = s3._put_bucket_versioning, s3._get_bucket_versioning

    def put_versioning(name, body):
        answer = put(name, body)
        asked = s3._find_xml_tag(fromstring(body), "MfaDelete") if answer[0] == 200 else None
        if asked is not None:
            _mfa_delete[name] = asked.text
        return answer

    def get_versioning(name):
        status, headers, body = get(name)
        if name not in _mfa_delete or status != 200:
            return status, headers, body
        shown = element("MfaDelete", _mfa_delete[name]).encode()
        return status, headers, body.replace(b"</VersioningConfiguration>", shown + b"</VersioningConfiguration>")

    s3._put_bucket_versioning, s3._get_bucket_versioning = put_versioning, get_versioning
