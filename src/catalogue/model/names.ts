/**
 * The published names of JupiterOne's AWS data model, which this project keeps to the letter, aliases and slips included;
 * signing profiles and private authorities, which it lacks, are named in its way (docs/decisions/0102-cryptography-beyond-the-model.md).
 * Another name is a compile error in a service file.
 */

/** `_type` of an entity: an AWS resource, a service node, or something outside AWS that AWS points at. */
export type EntityType =
  | 'aws_accessanalyzer_analyzer' | 'aws_accessanalyzer_finding' | 'aws_account' | 'aws_acm' | 'aws_acm_certificate'
  | 'aws_acmpca_certificate_authority' | 'aws_alb' | 'aws_ami'
  | 'aws_api_gateway_rest_api' | 'aws_apigateway' | 'aws_autoscaling_group' | 'aws_batch' | 'aws_batch_compute_environment'
  | 'aws_batch_job' | 'aws_batch_job_definition' | 'aws_batch_job_queue' | 'aws_cloudformation_stack' | 'aws_cloudfront'
  | 'aws_cloudfront_distribution' | 'aws_cloudtrail' | 'aws_cloudwatch_event_rule' | 'aws_cloudwatch_log_group'
  | 'aws_cloudwatch_metric_alarm' | 'aws_config' | 'aws_config_rule' | 'aws_db_cluster_snapshot' | 'aws_db_instance' | 'aws_db_snapshot'
  | 'aws_dynamodb' | 'aws_dynamodb_table' | 'aws_ebs_snapshot' | 'aws_ebs_volume' | 'aws_ec2' | 'aws_ecr' | 'aws_ecr_image'
  | 'aws_ecr_image_scan_finding' | 'aws_ecr_repository' | 'aws_ecs' | 'aws_ecs_cluster' | 'aws_ecs_container_instance' | 'aws_ecs_service'
  | 'aws_ecs_task' | 'aws_ecs_task_definition' | 'aws_efs' | 'aws_efs_file_system' | 'aws_efs_mount_point' | 'aws_efs_mount_target'
  | 'aws_eip' | 'aws_eks' | 'aws_eks_cluster' | 'aws_elasticache_cluster_node' | 'aws_elasticache_memcached_cluster'
  | 'aws_elasticache_redis_cluster' | 'aws_elasticloadbalancing' | 'aws_elasticsearch_domain' | 'aws_elb' | 'aws_eni'
  | 'aws_guardduty_detector' | 'aws_guardduty_finding' | 'aws_iam' | 'aws_iam_access_key' | 'aws_iam_account_password_policy'
  | 'aws_iam_group' | 'aws_iam_group_policy' | 'aws_iam_managed_policy' | 'aws_iam_policy' | 'aws_iam_role' | 'aws_iam_role_policy'
  | 'aws_iam_saml_provider' | 'aws_iam_user' | 'aws_iam_user_policy' | 'aws_inspector_assessment' | 'aws_inspector_finding' | 'aws_instance'
  | 'aws_internet_gateway' | 'aws_key_pair' | 'aws_kms_key' | 'aws_lambda' | 'aws_lambda_function' | 'aws_lb_target_group'
  | 'aws_nat_gateway' | 'aws_network_acl' | 'aws_nlb' | 'aws_rds' | 'aws_rds_cluster' | 'aws_redshift' | 'aws_redshift_cluster'
  | 'aws_route53' | 'aws_route53_domain' | 'aws_route53_record' | 'aws_route53_zone' | 'aws_route_table' | 'aws_s3' | 'aws_s3_bucket'
  | 'aws_s3_bucket_policy' | 'aws_secretsmanager_secret' | 'aws_security_group' | 'aws_securityhub_finding' | 'aws_signer_signing_profile' | 'aws_sns_subscription'
  | 'aws_sns_topic' | 'aws_sqs_queue' | 'aws_ssm_parameter' | 'aws_subnet' | 'aws_transfer_server' | 'aws_transfer_user' | 'aws_vpc'
  | 'aws_vpn_gateway' | 'aws_waf' | 'aws_waf_web_acl' | 'aws_workspace' | 'aws_workspaces_bundle' | 'everyone' | 'internet' | 'mfa_device'
  | 'Domain' | 'Gateway' | 'Host' | 'Network' | 'Person' | 'Service';

/** `_class` of an entity. */
export type EntityClass =
  | 'AccessKey' | 'AccessPolicy' | 'AccessRole' | 'Accessment' | 'Account' | 'Assessment' | 'Certificate' | 'Channel' | 'Cluster'
  | 'Configuration' | 'Container' | 'ControlPolicy' | 'CryptoKey' | 'DataStore' | 'Database' | 'Deployment' | 'Disk' | 'Domain'
  | 'DomainRecord' | 'DomainZone' | 'Everyone' | 'Finding' | 'Firewall' | 'Function' | 'Gateway' | 'Group' | 'Host' | 'Image'
  | 'Internet' | 'IpAddress' | 'Logs' | 'Monitor' | 'Network' | 'NetworkEndpoint' | 'NetworkInterface' | 'PasswordPolicy'
  | 'Person' | 'Process' | 'Queue' | 'Repository' | 'Scanner' | 'Secret' | 'Service' | 'Subscription' | 'Task' | 'User'
  | 'UserGroup';

/** `_class` of a relationship. */
export type Verb =
  | 'ALLOWS' | 'ASSIGNED' | 'CONNECTS' | 'CONTAINS' | 'DEFINES' | 'EVALUATES' | 'HAS' | 'IDENTIFIED' | 'IS' | 'LOGS' | 'PROTECTS' | 'RUNS'
  | 'TRIGGERS' | 'TRUSTS' | 'USES';
