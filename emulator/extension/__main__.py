"""Starts the emulator: `python -m extension`, with ministack's environment variables (GATEWAY_PORT, BIND_HOST, AUTH)."""

from ministack.app import main

from . import (
    account,
    acm_certificates,
    athena_types,
    authorization,
    certificate_uses,
    cloudtrail,
    cluster_versions,
    control,
    ec2_details,
    ec2_instances,
    ec2_settings,
    ec2_shapes,
    ec2_types,
    ecr_registry,
    empty_services,
    event_bus_policies,
    event_delivery,
    event_traces,
    event_types,
    functions,
    generated_names,
    iam_details,
    iam_history,
    iam_limits,
    iam_root,
    iam_server_certificates,
    iam_types,
    inspector_state,
    kept_settings,
    key_usage,
    kms_managed_keys,
    managed_policies,
    organizations,
    rds_snapshots,
    regions,
    s3_buckets,
    s3_control,
    security_services,
    signing_profiles,
    sns_topics,
    stack_semantics,
    stack_set_api,
    stack_set_instances,
    stack_set_roles,
    stack_set_type,
    template_conditions,
    trail_deliveries,
    transit_gateways,
    unread_settings,
)
from .parent import exit_with_parent

_PARTS = (
    account, acm_certificates, athena_types, authorization, certificate_uses, cloudtrail, cluster_versions, control, ec2_details, ec2_instances, ec2_settings, ec2_shapes, ec2_types,
    ecr_registry, empty_services,
    event_bus_policies, event_delivery, event_traces, event_types, functions, generated_names,
    iam_details, iam_history, iam_limits, iam_root, iam_server_certificates, iam_types, inspector_state, kept_settings, key_usage, kms_managed_keys, managed_policies,
    organizations, rds_snapshots, regions,
    s3_buckets, s3_control, security_services, signing_profiles, sns_topics, stack_semantics, stack_set_api, stack_set_instances, stack_set_type,
    template_conditions, trail_deliveries, transit_gateways, unread_settings,
    # Asks before the handlers of all types, so it comes last.
    stack_set_roles,
)

if __name__ == "__main__":
    for part in _PARTS:
        part.install()
    exit_with_parent()
    main()
