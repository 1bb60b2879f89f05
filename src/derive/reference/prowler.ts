import { checkLink } from './known';
import { code, counted, page, table, text } from './markdown';
import { checks } from '../../catalogue/checks';
import type { ProwlerCheck } from '../../catalogue/model/frameworks';

/** What Prowler said of a resource that is known to be as it should be, and of one that is not; `none` where it told of neither pass nor fail. */
export interface ProwlerVerdict { readonly prowler: string; readonly check: string; readonly good: string; readonly bad: string }

/** Verdicts of Prowler over accounts of the emulator. */
export interface ProwlerVerdicts { readonly version: string; readonly verdicts: readonly ProwlerVerdict[] }

const UNREAD_CLUSTER = 'Prowler stops reading a cluster (IndexError) at a `logging.clusterLogging` without entries, as the emulator answers, and takes the rest as not set. AWS always lists them '
  + '(https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeCluster.html), so that it says nothing of the question itself.';
const SILENT_ROOT = 'Prowler says nothing of a root user without an access key whose `password_enabled` is not `true` in the credential report; the emulator has `not_supported` there. '
  + 'Ours goes by GetAccountSummary (https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html), and passes a root user that cannot sign in.';

/** Why our verdict is another than Prowler's, by its check. */
export const differences: Readonly<Partial<Record<ProwlerCheck, string>>> = {
  acm_certificates_expiration_check: 'Prowler stops reading certificates (KeyError) where the emulator answers no `Type`. Ours warns 30 days ahead, and only of certificates in use.',
  apigateway_restapi_client_certificate_enabled: 'A client certificate only says something to HTTP backends: stages without one do not apply.',
  apigateway_restapi_waf_acl_attached: 'A private API is not reached from the Internet: it does not apply.',
  cloudfront_distributions_s3_origin_non_existent_bucket: 'An origin bucket in another account fails: whoever owns that account decides what is served.',
  ec2_ebs_public_snapshot: 'A snapshot that was made public passes while the Region blocks all sharing: nobody gets it.',
  ec2_instance_port_cifs_exposed_to_internet: 'Only with a public address, a route to the Internet and an open group together.',
  ecr_repositories_scan_images_on_push_enabled: 'Scanning rules of the registry count, not the setting of the repository alone.',
  ecs_task_definitions_containers_readonly_access: 'Windows containers, which cannot have a read-only root, do not apply.',
  elbv2_logging_enabled: 'Network load balancers log TLS listeners only: those without one do not apply.',
  eventbridge_bus_exposed: 'A bus without rules starts nothing: only buses with rules count.',
  iam_avoid_root_usage: 'CIS asks for no use of the root user in daily work: the last day counts.',
  awslambda_function_not_publicly_accessible: 'The policy of the function itself counts; a function behind a public load balancer is an attack path, not a public function.',
  rds_instance_multi_az: 'Read replicas and members of clusters do not apply.',
  rds_instance_deletion_protection: 'Members of clusters do not apply: the cluster has the protection.',
  rds_instance_backup_enabled: 'Read replicas and members of clusters do not apply.',
  s3_bucket_level_public_access_block: 'All four settings must be on; two of them only keep new access from being given.',
  securityhub_enabled: 'Switched on without any standard it checks nothing: ours wants one.',
  vpc_flow_logs_enabled: 'A log of accepted traffic alone fails: what was refused tells of attempts.',
  ec2_securitygroup_allow_ingress_from_internet_to_all_ports: 'One of three questions that our check asks together; the bad group opens three ports, not all.',
  s3_access_point_public_access_block: 'Prowler tells by access point, ours by bucket: it passes the only one of the good account, and fails the only one of the bad one.',
  s3_bucket_policy_public_write_access: 'Ours counts reading as well as writing; the bad bucket is open to readers.',
  s3_bucket_public_write_acl: 'Ours counts policies, ACLs and blocks together; the bad bucket has a public policy, no public ACL. Of the good account, which blocks all, Prowler tells as a whole.',
  cloudwatch_changes_to_vpcs_alarm_configured: 'Prowler also asks for four calls of EC2-Classic, which AWS ended in 2023 (https://aws.amazon.com/blogs/aws/ec2-classic-is-retiring-heres-how-to-prepare/): no trail has them.',
  cloudwatch_log_metric_filter_aws_organizations_changes: 'Ours asks for the 18 calls that CIS lists; Prowler for CancelHandshake, CreateOrganization and EnableAllFeatures, too.',
  eks_cluster_not_publicly_accessible: UNREAD_CLUSTER,
  eks_cluster_kms_cmk_encryption_in_secrets_enabled: UNREAD_CLUSTER,
  eks_cluster_uses_a_supported_version: UNREAD_CLUSTER,
  rds_instance_enhanced_monitoring_enabled: 'Prowler waits for the log stream, which the emulator never opens; ours takes a MonitoringInterval above 0 as well, as 0 is what switches it off (https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBInstance.html).',
  iam_policy_cloudshell_admin_not_attached: 'The emulator refuses ListEntitiesForPolicy of policies of AWS (NoSuchEntity), and Prowler passes what it could not read; ours reads attachments from GetAccountAuthorizationDetails.',
  account_security_contact_information_is_registered: 'Prowler leaves it to a person (MANUAL); ours reads it by GetAlternateContact.',
  acm_certificates_with_secure_key_algorithms: 'Prowler stops reading certificates (KeyError) where the emulator answers no `Type`.',
  cloudtrail_logs_s3_bucket_is_not_publicly_accessible: 'Prowler looks at the ACL of the bucket alone; the bad one is open by its policy.',
  cloudtrail_multi_region_enabled: 'Prowler passes any trail that logs; CIS asks for one of all Regions.',
  config_recorder_all_regions_enabled: 'Prowler passes any recorder that is on; the bad account has one, too.',
  ec2_transitgateway_auto_accept_vpc_attachments: 'Prowler stops reading gateways (KeyError) where the emulator answers no `TransitGatewayArn`.',
  vpc_peering_routing_tables_with_least_privilege: 'Prowler tells by peering connection, ours by route table; it passes both connections.',
  iam_root_mfa_enabled: SILENT_ROOT,
  iam_root_hardware_mfa_enabled: SILENT_ROOT,
  iam_no_root_access_key: SILENT_ROOT,
  ecs_task_definitions_no_environment_secrets: 'Ours goes by the name of a variable too: a password in `DB_PASSWORD` has no form of its own.',
};

/** The pages' word for a pair of verdicts: good resources pass, bad ones fail. */
const right = ({ good, bad }: ProwlerVerdict) => good === 'pass' && bad === 'fail';

const known = (id: string) => differences[id as ProwlerCheck];

/** Page that sets Prowler's verdicts beside ours. */
export function prowlerPage({ version, verdicts }: ProwlerVerdicts): string {
  const rows = verdicts.map((each) => [checkLink(each.check), code(each.prowler), each.good, each.bad, right(each) ? 'the same' : text(known(each.prowler) ?? 'not explained')]);
  const measured = new Set(verdicts.map(({ check }) => check));
  const others = checks.filter(({ id }) => !measured.has(id)).flatMap(({ id, prowler }) =>
    prowler.filter((asked) => known(asked)).map((asked) => [checkLink(id), code(asked), text(known(asked)!)]));
  const left = checks.filter(({ id, prowler }) => prowler.length > 0 && !measured.has(id)).map(({ id }) => id);
  return page('src/derive/reference/prowler.ts and test/facts/prowler-verdicts.json', 'Prowler',
    `Verdicts of Prowler ${version} beside ours, of resources that are known to be good and bad. Ours are *pass* and *fail* for every pair: \`test/end-to-end/pairs\` makes the resources in accounts of `
    + 'the emulator, and the suite on the inventory fails otherwise. `bench/prowler.ts` has Prowler look at the same accounts. *none* is neither pass nor fail. [Proofs](proofs.md) names what proves the others.',
    `${counted(verdicts.length, 'pair')} of verdicts, ${verdicts.filter(right).length} the same.`,
    table(['Check', 'Prowler', 'Good', 'Bad', 'Difference'], rows),
    `Prowler was not run beside ${counted(left.length, 'check')} that ask what it asks: ${left.map(checkLink).join(', ')}.`,
    '## Deliberate differences',
    'Where our checks say something else of resources that the emulator was not given here.',
    table(['Check', 'Prowler', 'Difference'], others));
}
