import { checkLink } from './known';
import { code, counted, page, table, text } from './markdown';
import { checks } from '../../catalogue/checks';
import type { ProwlerCheck } from '../../catalogue/model/frameworks';

/** What Prowler said of a resource that is known to be as it should be, and of one that is not; `none` where it told of neither pass nor fail. */
export interface ProwlerVerdict { readonly prowler: string; readonly check: string; readonly good: string; readonly bad: string }

/** Verdicts of a run of Prowler over the same account of the emulator. */
export interface ProwlerVerdicts { readonly version: string; readonly verdicts: readonly ProwlerVerdict[] }

/** Why our verdict is another than Prowler's, by its check. */
export const differences: Readonly<Partial<Record<ProwlerCheck, string>>> = {
  acm_certificates_expiration_check: 'Ours warns 30 days ahead, and only of certificates that are in use.',
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
  s3_bucket_policy_public_write_access: 'Ours counts reading as well as writing; the bad bucket is open to readers.',
  s3_bucket_public_write_acl: 'Ours counts policies, ACLs and blocks together; the bad bucket has a public policy, no public ACL.',
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
  return page('src/derive/reference/prowler.ts and test/facts/prowler-verdicts.json', 'Prowler',
    `Verdicts of Prowler ${version} beside ours, of resources that are known to be good and bad, in one account of the emulator. Ours are *pass* and *fail* for every pair: `
    + '`test/end-to-end/pairs` makes such resources, for more checks than Prowler was run beside, and the suite on the inventory fails otherwise. [Proofs](proofs.md) names what proves the others.',
    `${counted(verdicts.length, 'pair')} of verdicts, ${verdicts.filter(right).length} the same.`,
    table(['Check', 'Prowler', 'Good', 'Bad', 'Difference'], rows),
    '## Deliberate differences',
    'Where our checks say something else of resources that the emulator was not given here.',
    table(['Check', 'Prowler', 'Difference'], others));
}
