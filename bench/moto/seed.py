#!/usr/bin/env python3
"""Seed a moto server (5.2.x) with a deterministic AWS estate.

    AWS_ENDPOINT_URL=http://127.0.0.1:5055 python seed.py --size 1000 \
        [--regions us-east-1,eu-west-1] [--reset] [--truth truth.json] [--no-base] [--threads 4]

Two layers:
  base  one to a few resources of every service that the JupiterOne AWS model names and moto can make
        (plus a few posture services), per region; global ones once. About 150-200 resources per region.
  bulk  --size N "primary" resources (default 0), split over the regions by fixed shares:
        20% IAM roles (inline + managed policy each), 10% IAM users (1 key each), 10% customer managed policies,
        15% S3 buckets, 20% security groups (3 rules), 8% EC2 instances, 4% EBS volumes, 6% KMS keys,
        6% Lambda functions, 1% each of SQS, SNS.  Global kinds are made once (in the first region).
Same arguments => same names and same faults (random.Random(42)).
Truth: {"base": {type: n}, "bulk": {type: n}, "failed": [[step, error]], "seconds": s}.
Needs boto3 only.  Refuses an endpoint that is not loopback.
"""
import argparse, collections, io, json, os, random, sys, time, zipfile
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlparse
from urllib.request import Request, urlopen

os.environ.setdefault("AWS_ACCESS_KEY_ID", "testing")
os.environ.setdefault("AWS_SECRET_ACCESS_KEY", "testing")
import boto3
from botocore.config import Config

EP = os.environ.get("AWS_ENDPOINT_URL") or sys.exit("set AWS_ENDPOINT_URL")  # no default: --reset empties that server
if urlparse(EP).hostname not in ("127.0.0.1", "localhost", "::1"):
    sys.exit("refusing: endpoint is not loopback")
ACCT = "123456789012"
CFG = Config(retries={"max_attempts": 1}, max_pool_connections=32, parameter_validation=True)
_clients = {}
AMIS = {}


def c(svc, region):
    k = (svc, region)
    if k not in _clients:
        _clients[k] = boto3.client(svc, region_name=region, endpoint_url=EP, config=CFG)
    return _clients[k]


def zipped():
    b = io.BytesIO()
    with zipfile.ZipFile(b, "w") as z:
        z.writestr(zipfile.ZipInfo("index.py", (2020, 1, 1, 0, 0, 0)), "def handler(e, c): return 1\n")
    return b.getvalue()


ZIP = zipped()
TRUST = lambda principal: json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}]})
POL = lambda act, res, eff="Allow": json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": eff, "Action": act, "Resource": res}]})


class Seeder:
    def __init__(self):
        self.n = {"base": collections.Counter(), "bulk": collections.Counter()}
        self.failed = []
        self.layer = "base"

    def add(self, kind, k=1):
        self.n[self.layer][kind] += k

    def step(self, name, fn, kind=None):
        try:
            r = fn()
            if kind:
                self.add(kind)
            return r
        except Exception as e:  # moto gap: recorded, not fatal
            self.failed.append([name, f"{type(e).__name__}: {str(e)[:160]}"])
            return None

    # ------------------------------------------------------------------ global
    def base_global(self, r0):
        iam, s3, cf, r53 = c("iam", r0), c("s3", r0), c("cloudfront", r0), c("route53", r0)
        S = self.step
        S("iam.pwpolicy", lambda: iam.update_account_password_policy(
            MinimumPasswordLength=8, RequireSymbols=False, RequireNumbers=True, RequireUppercaseCharacters=True,
            RequireLowercaseCharacters=True, AllowUsersToChangePassword=True, MaxPasswordAge=90,
            PasswordReusePrevention=5), "aws_iam_account_password_policy")
        S("iam.alias", lambda: iam.create_account_alias(AccountAlias="peers-seed"))
        for u in ("alice@example.com", "bob", "svc-deploy"):
            S("iam.user", lambda: iam.create_user(UserName=u, Tags=[{"Key": "Email", "Value": "bob@example.com"}] if u == "bob" else []), "aws_iam_user")
            S("iam.key", lambda: iam.create_access_key(UserName=u), "aws_iam_access_key")
        S("iam.login", lambda: iam.create_login_profile(UserName="bob", Password="Xx1!Xx1!Xx1!Xx1!"))
        mfa = S("iam.mfa", lambda: iam.create_virtual_mfa_device(VirtualMFADeviceName="alice")["VirtualMFADevice"])
        if mfa:
            S("iam.enablemfa", lambda: iam.enable_mfa_device(UserName="alice@example.com", SerialNumber=mfa["SerialNumber"],
              AuthenticationCode1="123456", AuthenticationCode2="654321"), "mfa_device")
        for g in ("admins", "devs"):
            S("iam.group", lambda: iam.create_group(GroupName=g), "aws_iam_group")
        S("iam.gu", lambda: iam.add_user_to_group(GroupName="admins", UserName="alice@example.com"))
        S("iam.gu", lambda: iam.add_user_to_group(GroupName="devs", UserName="bob"))
        S("iam.gp", lambda: iam.put_group_policy(GroupName="devs", PolicyName="devs-inline", PolicyDocument=POL("s3:GetObject", "*")), "aws_iam_group_policy")
        S("iam.up", lambda: iam.put_user_policy(UserName="svc-deploy", PolicyName="deploy-inline", PolicyDocument=POL(["iam:PassRole", "lambda:*"], "*")), "aws_iam_user_policy")
        adm = S("iam.pol", lambda: iam.create_policy(PolicyName="full-admin", PolicyDocument=POL("*", "*"))["Policy"]["Arn"], "aws_iam_policy")
        ro = S("iam.pol", lambda: iam.create_policy(PolicyName="s3-read", PolicyDocument=POL(["s3:GetObject", "s3:ListBucket"], ["arn:aws:s3:::base-data-*"]))["Policy"]["Arn"], "aws_iam_policy")
        if adm:
            S("iam.attach", lambda: iam.attach_group_policy(GroupName="admins", PolicyArn=adm))
        roles = {
            "app": {"Service": "ec2.amazonaws.com"}, "lambda-exec": {"Service": "lambda.amazonaws.com"},
            "ecs-task": {"Service": "ecs-tasks.amazonaws.com"}, "batch-svc": {"Service": "batch.amazonaws.com"},
            "transfer": {"Service": "transfer.amazonaws.com"}, "eks": {"Service": "eks.amazonaws.com"},
            "config": {"Service": "config.amazonaws.com"}, "cross-acct": {"AWS": "arn:aws:iam::999988887777:root"},
            "human": {"AWS": f"arn:aws:iam::{ACCT}:user/bob"}, "open": {"AWS": "*"}}
        for rn, p in roles.items():
            S("iam.role", lambda: iam.create_role(RoleName=f"base-{rn}", AssumeRolePolicyDocument=TRUST(p)), "aws_iam_role")
            if ro:
                S("iam.attachrole", lambda: iam.attach_role_policy(RoleName=f"base-{rn}", PolicyArn=ro))
        S("iam.rp", lambda: iam.put_role_policy(RoleName="base-app", PolicyName="app-inline", PolicyDocument=POL("dynamodb:*", "*")), "aws_iam_role_policy")
        S("iam.ip", lambda: iam.create_instance_profile(InstanceProfileName="base-app"))
        S("iam.ipr", lambda: iam.add_role_to_instance_profile(InstanceProfileName="base-app", RoleName="base-app"))
        S("iam.saml", lambda: iam.create_saml_provider(Name="idp", SAMLMetadataDocument="<EntityDescriptor>" + "x" * 1100 + "</EntityDescriptor>"), "aws_iam_saml_provider")
        z = S("r53.zone", lambda: r53.create_hosted_zone(Name="example.com.", CallerReference="1")["HostedZone"]["Id"], "aws_route53_zone")
        if z:
            S("r53.rr", lambda: r53.change_resource_record_sets(HostedZoneId=z, ChangeBatch={"Changes": [
                {"Action": "CREATE", "ResourceRecordSet": {"Name": f"{n}.example.com.", "Type": "A", "TTL": 60, "ResourceRecords": [{"Value": f"192.0.2.{i}"}]}}
                for i, n in enumerate(("www", "api", "db"), 1)]}))
            self.add("aws_route53_record", 5)  # 3 + NS + SOA
        S("r53d", lambda: c("route53domains", "us-east-1").register_domain(DomainName="example.com", DurationInYears=2,
          **{k: dict(FirstName="a", LastName="b", ContactType="PERSON", AddressLine1="x", City="x", CountryCode="US", State="CA", ZipCode="90210",
             PhoneNumber="+1.2025550100", Email="a@example.com") for k in ("AdminContact", "RegistrantContact", "TechContact")}), "aws_route53_domain")
        S("cf", lambda: cf.create_distribution(DistributionConfig={
            "CallerReference": "1", "Comment": "base", "Enabled": True,
            "Origins": {"Quantity": 1, "Items": [{"Id": "o", "DomainName": "base-data-0.s3.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}]},
            "DefaultCacheBehavior": {"TargetOriginId": "o", "ViewerProtocolPolicy": "allow-all", "MinTTL": 0,
                                     "ForwardedValues": {"QueryString": False, "Cookies": {"Forward": "none"}}}}), "aws_cloudfront_distribution")
        S("waf", lambda: c("wafv2", "us-east-1").create_web_acl(Name="base-cf", Scope="CLOUDFRONT", DefaultAction={"Allow": {}}, Rules=[],
          VisibilityConfig={"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "m"}), "aws_waf_web_acl")
        S("org", lambda: c("organizations", r0).create_organization(FeatureSet="ALL"))
        S("orgacct", lambda: c("organizations", r0).create_account(Email="sub@example.com", AccountName="sub"), "aws_account(sub)")
        S("s3ctl", lambda: boto3.client("s3control", region_name=r0, endpoint_url=EP, config=CFG.merge(Config(inject_host_prefix=False))).put_public_access_block(AccountId=ACCT, PublicAccessBlockConfiguration=dict(
            BlockPublicAcls=True, IgnorePublicAcls=True, BlockPublicPolicy=False, RestrictPublicBuckets=False)))

    # ------------------------------------------------------------------ per region
    def base_region(self, r, idx):
        S, C = self.step, lambda s: c(s, r)
        ec2, s3 = C("ec2"), C("s3")
        ami = self.ami(r)
        kms_k = [S("kms", lambda: C("kms").create_key(Description=f"base-{i}")["KeyMetadata"]["Arn"], "aws_kms_key") for i in range(2)]
        S("kms.rot", lambda: C("kms").enable_key_rotation(KeyId=kms_k[0]))
        S("kms.alias", lambda: C("kms").create_alias(AliasName="alias/base", TargetKeyId=kms_k[0]))
        # network
        vpc = ec2.create_vpc(CidrBlock=f"10.{idx}.0.0/16")["Vpc"]["VpcId"]; self.add("aws_vpc")
        vpc2 = ec2.create_vpc(CidrBlock=f"10.{idx + 100}.0.0/16")["Vpc"]["VpcId"]; self.add("aws_vpc")
        subs = []
        for i, az in enumerate("ab"):
            subs.append(ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.{idx}.{i}.0/24", AvailabilityZone=r + az)["Subnet"]["SubnetId"]); self.add("aws_subnet")
        igw = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]; self.add("aws_internet_gateway")
        ec2.attach_internet_gateway(InternetGatewayId=igw, VpcId=vpc)
        rt = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]; self.add("aws_route_table")
        ec2.create_route(RouteTableId=rt, DestinationCidrBlock="0.0.0.0/0", GatewayId=igw)
        ec2.associate_route_table(RouteTableId=rt, SubnetId=subs[0])
        eip = ec2.allocate_address(Domain="vpc")["AllocationId"]; self.add("aws_eip")
        eip2 = ec2.allocate_address(Domain="vpc")["AllocationId"]; self.add("aws_eip")
        S("nat", lambda: ec2.create_nat_gateway(SubnetId=subs[0], AllocationId=eip), "aws_nat_gateway")
        S("vgw", lambda: ec2.attach_vpn_gateway(VpcId=vpc, VpnGatewayId=ec2.create_vpn_gateway(Type="ipsec.1")["VpnGateway"]["VpnGatewayId"]), "aws_vpn_gateway")
        S("peer", lambda: ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=ec2.create_vpc_peering_connection(VpcId=vpc, PeerVpcId=vpc2)["VpcPeeringConnection"]["VpcPeeringConnectionId"]))
        S("nacl", lambda: ec2.create_network_acl_entry(NetworkAclId=ec2.create_network_acl(VpcId=vpc)["NetworkAcl"]["NetworkAclId"], RuleNumber=100,
          Protocol="6", RuleAction="allow", Egress=False, CidrBlock="0.0.0.0/0", PortRange={"From": 22, "To": 22}), "aws_network_acl")
        sgs = []
        for i, (p, cidr) in enumerate(((22, "0.0.0.0/0"), (443, "0.0.0.0/0"), (5432, "10.0.0.0/8"))):
            g = ec2.create_security_group(GroupName=f"base-{i}", Description="base", VpcId=vpc)["GroupId"]; self.add("aws_security_group")
            ec2.authorize_security_group_ingress(GroupId=g, IpPermissions=[{"IpProtocol": "tcp", "FromPort": p, "ToPort": p, "IpRanges": [{"CidrIp": cidr}]}])
            sgs.append(g)
        S("kp", lambda: ec2.create_key_pair(KeyName="base"), "aws_key_pair")
        inst = []
        for i in range(2):
            x = ec2.run_instances(ImageId=ami, MinCount=1, MaxCount=1, InstanceType="t3.micro", SubnetId=subs[i], SecurityGroupIds=[sgs[i]], KeyName="base",
                                  IamInstanceProfile={"Name": "base-app"} if i == 0 else {})["Instances"][0]
            inst.append(x["InstanceId"]); self.add("aws_instance"); self.add("aws_eni"); self.add("aws_ebs_volume")
        S("eipassoc", lambda: ec2.associate_address(InstanceId=inst[0], AllocationId=eip2))
        S("eni", lambda: ec2.create_network_interface(SubnetId=subs[1], Groups=[sgs[2]]), "aws_eni")
        vol = ec2.create_volume(AvailabilityZone=r + "a", Size=8, Encrypted=True, KmsKeyId=kms_k[0])["VolumeId"]; self.add("aws_ebs_volume")
        vol2 = ec2.create_volume(AvailabilityZone=r + "a", Size=8)["VolumeId"]; self.add("aws_ebs_volume")
        S("attach", lambda: ec2.attach_volume(VolumeId=vol, InstanceId=inst[0], Device="/dev/sdf"))
        S("snap", lambda: ec2.create_snapshot(VolumeId=vol2), "aws_ebs_snapshot")
        S("ami", lambda: ec2.create_image(InstanceId=inst[0], Name="base-ami"), "aws_ami")
        # s3
        b = f"base-data-{idx}"
        kw = {} if r == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": r}}
        S("s3", lambda: s3.create_bucket(Bucket=b, **kw), "aws_s3_bucket")
        S("s3", lambda: s3.create_bucket(Bucket=f"base-logs-{idx}", **kw), "aws_s3_bucket")
        S("s3enc", lambda: s3.put_bucket_encryption(Bucket=b, ServerSideEncryptionConfiguration={"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": kms_k[0]}}]}))
        S("s3pol", lambda: s3.put_bucket_policy(Bucket=b, Policy=json.dumps({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{b}/*"}]})), "aws_s3_bucket_policy")
        # logs / monitoring / audit
        S("logs", lambda: C("logs").create_log_group(logGroupName="/base/app"), "aws_cloudwatch_log_group")
        S("logs", lambda: C("logs").create_log_group(logGroupName="/base/flow"), "aws_cloudwatch_log_group")
        S("flow", lambda: ec2.create_flow_logs(ResourceIds=[vpc], ResourceType="VPC", TrafficType="ALL", LogDestinationType="s3", LogDestination=f"arn:aws:s3:::base-logs-{idx}"))
        S("alarm", lambda: C("cloudwatch").put_metric_alarm(AlarmName="base", MetricName="CPU", Namespace="AWS/EC2", Period=60, EvaluationPeriods=1, Threshold=1, ComparisonOperator="GreaterThanThreshold", Statistic="Sum"), "aws_cloudwatch_metric_alarm")
        S("rule", lambda: C("events").put_rule(Name="base", ScheduleExpression="rate(1 day)"), "aws_cloudwatch_event_rule")
        S("trail", lambda: (C("cloudtrail").create_trail(Name=f"base-{idx}", S3BucketName=f"base-logs-{idx}", IsMultiRegionTrail=idx == 0), C("cloudtrail").start_logging(Name=f"base-{idx}")))
        S("config", lambda: (C("config").put_configuration_recorder(ConfigurationRecorder={"name": "default", "roleARN": f"arn:aws:iam::{ACCT}:role/base-config", "recordingGroup": {"allSupported": True}}),
                             C("config").put_delivery_channel(DeliveryChannel={"name": "default", "s3BucketName": f"base-logs-{idx}"}),
                             C("config").start_configuration_recorder(ConfigurationRecorderName="default")))
        S("configrule", lambda: C("config").put_config_rule(ConfigRule={"ConfigRuleName": "s3-public", "Source": {"Owner": "AWS", "SourceIdentifier": "S3_BUCKET_PUBLIC_READ_PROHIBITED"}}), "aws_config_rule")
        S("guardduty", lambda: C("guardduty").create_detector(Enable=True), "aws_guardduty_detector")
        S("securityhub", lambda: C("securityhub").enable_security_hub())
        S("inspector2", lambda: C("inspector2").enable(accountIds=[ACCT], resourceTypes=["EC2"]))
        S("macie", lambda: C("macie2").enable_macie())
        S("accessanalyzer", lambda: C("accessanalyzer").create_analyzer(analyzerName="base", type="ACCOUNT"), "aws_accessanalyzer_analyzer")
        S("acm", lambda: C("acm").request_certificate(DomainName="www.example.com"), "aws_acm_certificate")
        # compute
        lam = S("lambda", lambda: C("lambda").create_function(FunctionName="base", Runtime="python3.12", Role=f"arn:aws:iam::{ACCT}:role/base-lambda-exec", Handler="index.handler", Code={"ZipFile": ZIP}, VpcConfig={"SubnetIds": subs, "SecurityGroupIds": [sgs[1]]})["FunctionArn"], "aws_lambda_function")
        if lam:
            S("ruletgt", lambda: C("events").put_targets(Rule="base", Targets=[{"Id": "1", "Arn": lam}]))
        S("apigw", lambda: self.apigw(C("apigateway"), r, lam), "aws_api_gateway_rest_api")
        S("cfn", lambda: C("cloudformation").create_stack(StackName="base", TemplateBody=json.dumps({"Resources": {"T": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "from-stack"}}}})), "aws_cloudformation_stack")
        self.add("aws_sns_topic")
        S("lt", lambda: C("autoscaling").create_launch_configuration(LaunchConfigurationName="base", ImageId=ami, InstanceType="t3.micro"))
        S("asg", lambda: C("autoscaling").create_auto_scaling_group(AutoScalingGroupName="base", LaunchConfigurationName="base", MinSize=1, MaxSize=1, VPCZoneIdentifier=subs[0]), "aws_autoscaling_group")
        self.add("aws_instance")
        self.n["base"]["aws_eni"] += 1
        S("ecr", lambda: (C("ecr").create_repository(repositoryName="base"), C("ecr").put_image(repositoryName="base", imageManifest=json.dumps({
            "schemaVersion": 2, "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
            "config": {"mediaType": "application/vnd.docker.container.image.v1+json", "size": 1, "digest": "sha256:" + "a" * 64},
            "layers": [{"mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip", "size": 1, "digest": "sha256:" + "b" * 64}]}), imageTag="latest")), "aws_ecr_repository")
        self.add("aws_ecr_image")
        ecs = C("ecs")
        S("ecs", lambda: ecs.create_cluster(clusterName="base"), "aws_ecs_cluster")
        td = S("ecstd", lambda: ecs.register_task_definition(family="base", taskRoleArn=f"arn:aws:iam::{ACCT}:role/base-ecs-task", containerDefinitions=[
            {"name": "a", "image": "nginx", "memory": 128, "privileged": True, "environment": [{"name": "DB_PASSWORD", "value": "hunter2hunter2"}]}])["taskDefinition"]["taskDefinitionArn"], "aws_ecs_task_definition")
        S("ecssvc", lambda: ecs.create_service(cluster="base", serviceName="svc", taskDefinition="base", desiredCount=1), "aws_ecs_service")
        S("ecsci", lambda: ecs.register_container_instance(cluster="base", instanceIdentityDocument=self.iid(inst[0], r)), "aws_ecs_container_instance")
        S("ecstask", lambda: ecs.run_task(cluster="base", taskDefinition="base"), "aws_ecs_task")
        S("eks", lambda: C("eks").create_cluster(name="base", roleArn=f"arn:aws:iam::{ACCT}:role/base-eks", resourcesVpcConfig={"subnetIds": subs}), "aws_eks_cluster")
        fs = S("efs", lambda: C("efs").create_file_system(CreationToken="base")["FileSystemId"], "aws_efs_file_system")
        S("efsmt", lambda: C("efs").create_mount_target(FileSystemId=fs, SubnetId=subs[0], SecurityGroups=[sgs[2]]), "aws_efs_mount_target")
        S("batch", lambda: self.batch(C("batch"), r, subs, sgs))
        S("workspaces", lambda: self.workspaces(C, vpc, subs))
        # load balancing
        elbv2 = C("elbv2")
        tg = S("tg", lambda: elbv2.create_target_group(Name="base", Protocol="HTTP", Port=80, VpcId=vpc)["TargetGroups"][0]["TargetGroupArn"], "aws_lb_target_group")
        if tg:
            S("tgreg", lambda: elbv2.register_targets(TargetGroupArn=tg, Targets=[{"Id": inst[1]}]))
        for typ, k in (("application", "aws_alb"), ("network", "aws_nlb")):
            lb = S(k, lambda: elbv2.create_load_balancer(Name=f"base-{typ[:3]}", Subnets=subs, Type=typ, **({"SecurityGroups": [sgs[1]]} if typ == "application" else {}))["LoadBalancers"][0]["LoadBalancerArn"], k)
            if lb and tg:
                S("listener", lambda: elbv2.create_listener(LoadBalancerArn=lb, Protocol="HTTP" if typ == "application" else "TCP", Port=80, DefaultActions=[{"Type": "forward", "TargetGroupArn": tg}]))
        S("elb", lambda: C("elb").create_load_balancer(LoadBalancerName="base", Listeners=[{"Protocol": "HTTP", "LoadBalancerPort": 80, "InstancePort": 80}], Subnets=[subs[0]]), "aws_elb")
        # data
        S("ddb", lambda: C("dynamodb").create_table(TableName="base", KeySchema=[{"AttributeName": "k", "KeyType": "HASH"}], AttributeDefinitions=[{"AttributeName": "k", "AttributeType": "S"}], BillingMode="PAY_PER_REQUEST", SSESpecification={"Enabled": True, "SSEType": "KMS", "KMSMasterKeyId": kms_k[0]}), "aws_dynamodb_table")
        rds = C("rds")
        S("dbsg", lambda: rds.create_db_subnet_group(DBSubnetGroupName="base", DBSubnetGroupDescription="x", SubnetIds=subs))
        S("rds", lambda: rds.create_db_instance(DBInstanceIdentifier="base", DBInstanceClass="db.t3.micro", Engine="postgres", AllocatedStorage=10, MasterUsername="u", MasterUserPassword="passw0rd1", PubliclyAccessible=True, DBSubnetGroupName="base"), "aws_db_instance")
        S("rdsenc", lambda: rds.create_db_instance(DBInstanceIdentifier="base-enc", DBInstanceClass="db.t3.micro", Engine="postgres", AllocatedStorage=10, MasterUsername="u", MasterUserPassword="passw0rd1", StorageEncrypted=True, KmsKeyId=kms_k[0], MultiAZ=True, DeletionProtection=True), "aws_db_instance")
        S("rdssnap", lambda: rds.create_db_snapshot(DBSnapshotIdentifier="base-snap", DBInstanceIdentifier="base"), "aws_db_snapshot")
        S("rdscl", lambda: rds.create_db_cluster(DBClusterIdentifier="base-cl", Engine="aurora-postgresql", MasterUsername="u", MasterUserPassword="passw0rd1"), "aws_rds_cluster")
        S("rdsclsnap", lambda: rds.create_db_cluster_snapshot(DBClusterSnapshotIdentifier="base-cls", DBClusterIdentifier="base-cl"), "aws_db_cluster_snapshot")
        S("redshift", lambda: C("redshift").create_cluster(ClusterIdentifier="base", NodeType="dc2.large", MasterUsername="u", MasterUserPassword="Passw0rd1"), "aws_redshift_cluster")
        S("ec-mem", lambda: C("elasticache").create_cache_cluster(CacheClusterId="base-mem", Engine="memcached", NumCacheNodes=1, CacheNodeType="cache.t3.micro"), "aws_elasticache_memcached_cluster")
        S("ec-red", lambda: C("elasticache").create_replication_group(ReplicationGroupId="base-red", ReplicationGroupDescription="x", Engine="redis", CacheNodeType="cache.t3.micro"), "aws_elasticache_redis_cluster")
        S("es", lambda: C("es").create_elasticsearch_domain(DomainName="base-es"), "aws_elasticsearch_domain")
        S("os", lambda: C("opensearch").create_domain(DomainName="base-os"), "aws_elasticsearch_domain")
        # messaging & rest
        t = S("sns", lambda: C("sns").create_topic(Name="base")["TopicArn"], "aws_sns_topic")
        q = S("sqs", lambda: C("sqs").create_queue(QueueName="base")["QueueUrl"], "aws_sqs_queue")
        S("sub", lambda: C("sns").subscribe(TopicArn=t, Protocol="sqs", Endpoint=f"arn:aws:sqs:{r}:{ACCT}:base"), "aws_sns_subscription")
        ts = S("transfer", lambda: C("transfer").create_server(Protocols=["SFTP"])["ServerId"], "aws_transfer_server")
        S("transferu", lambda: C("transfer").create_user(ServerId=ts, UserName="sftpuser", Role=f"arn:aws:iam::{ACCT}:role/base-transfer"), "aws_transfer_user")
        S("waf", lambda: C("wafv2").create_web_acl(Name="base", Scope="REGIONAL", DefaultAction={"Allow": {}}, Rules=[], VisibilityConfig={"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "m"}), "aws_waf_web_acl")
        S("secret", lambda: C("secretsmanager").create_secret(Name="base", SecretString="x"), "aws_secretsmanager_secret")
        S("ssm", lambda: C("ssm").put_parameter(Name="/base/p", Value="x", Type="SecureString"), "aws_ssm_parameter")
        S("sfn", lambda: C("stepfunctions").create_state_machine(name="base", definition="{}", roleArn=f"arn:aws:iam::{ACCT}:role/base-app"), "aws_sfn")
        S("kinesis", lambda: C("kinesis").create_stream(StreamName="base", ShardCount=1), "aws_kinesis_stream")
        S("glue", lambda: C("glue").create_database(DatabaseInput={"Name": "base"}), "aws_glue_database")
        S("sagemaker", lambda: C("sagemaker").create_notebook_instance(NotebookInstanceName="base", InstanceType="ml.t3.medium", RoleArn=f"arn:aws:iam::{ACCT}:role/base-app"), "aws_sagemaker_notebook")

    def apigw(self, a, r, lam):
        api = a.create_rest_api(name="base")["id"]
        root = a.get_resources(restApiId=api)["items"][0]["id"]
        a.put_method(restApiId=api, resourceId=root, httpMethod="GET", authorizationType="NONE")
        a.put_integration(restApiId=api, resourceId=root, httpMethod="GET", type="AWS_PROXY", integrationHttpMethod="POST",
                          uri=f"arn:aws:apigateway:{r}:lambda:path/2015-03-31/functions/{lam}/invocations")
        a.create_deployment(restApiId=api, stageName="prod")

    def iid(self, i, r):
        return json.dumps({"instanceId": i, "region": r, "accountId": ACCT})

    def batch(self, b, r, subs, sgs):
        ce = b.create_compute_environment(computeEnvironmentName="base", type="UNMANAGED", state="ENABLED", serviceRole=f"arn:aws:iam::{ACCT}:role/base-batch-svc")["computeEnvironmentArn"]
        self.add("aws_batch_compute_environment"); self.add("aws_ecs_cluster")
        q = b.create_job_queue(jobQueueName="base", priority=1, computeEnvironmentOrder=[{"order": 1, "computeEnvironment": ce}], state="ENABLED"); self.add("aws_batch_job_queue")
        b.register_job_definition(jobDefinitionName="base", type="container", containerProperties={"image": "busybox", "vcpus": 1, "memory": 128, "command": ["true"]}); self.add("aws_batch_job_definition")

    def workspaces(self, C, vpc, subs):
        d = C("ds").create_directory
        did = d(Name="corp.example.com", Password="Passw0rd1!", Size="Small", VpcSettings={"VpcId": vpc, "SubnetIds": subs})["DirectoryId"]
        C("workspaces").register_workspace_directory(DirectoryId=did)
        C("workspaces").create_workspaces(Workspaces=[{"DirectoryId": did, "UserName": "u", "BundleId": "wsb-bh8rsxt14"}]); self.add("aws_workspace")

    def ami(self, r):
        if r not in AMIS:
            AMIS[r] = c("ec2", r).register_image(Name="seed", RootDeviceName="/dev/sda1", Architecture="x86_64", BlockDeviceMappings=[
                {"DeviceName": "/dev/sda1", "Ebs": {"VolumeSize": 8}}])["ImageId"]
            self.n["base"]["aws_ami"] += 1
        return AMIS[r]

    # ------------------------------------------------------------------ bulk
    SHARES = [("role", .20), ("user", .10), ("policy", .10), ("bucket", .15), ("sg", .20), ("instance", .08),
              ("volume", .04), ("key", .06), ("lambda", .06), ("queue", .005), ("topic", .005)]
    KIND = dict(role="aws_iam_role", user="aws_iam_user", policy="aws_iam_policy", bucket="aws_s3_bucket", sg="aws_security_group",
                instance="aws_instance", volume="aws_ebs_volume", key="aws_kms_key", queue="aws_sqs_queue", topic="aws_sns_topic")
    KIND["lambda"] = "aws_lambda_function"

    def bulk(self, size, regions, threads):
        self.layer = "bulk"
        r0 = regions[0]
        rng = random.Random(42)
        vpcs = {}
        for r in regions:
            ec2 = c("ec2", r)
            self.ami(r)
            vpcs[r] = ec2.describe_vpcs()["Vpcs"][0]["VpcId"]
        c("iam", r0).create_role(RoleName="bulk-exec", AssumeRolePolicyDocument=TRUST({"Service": "lambda.amazonaws.com"})); self.add("aws_iam_role")
        jobs = []
        for kind, share in self.SHARES:
            for i in range(round(size * share)):
                jobs.append((kind, i, regions[i % len(regions)], rng.random(), rng.random()))
        pol0 = c("iam", r0).create_policy(PolicyName="bulk-shared", PolicyDocument=POL("ec2:Describe*", "*"))["Policy"]["Arn"]; self.add("aws_iam_policy")
        iam = c("iam", r0)

        def do(j):
            kind, i, r, a, b = j
            try:
                if kind == "role":
                    p = {"Service": "ec2.amazonaws.com"} if a < .8 else {"AWS": f"arn:aws:iam::{900000000000 + i}:root"}
                    iam.create_role(RoleName=f"bulk-role-{i}", AssumeRolePolicyDocument=TRUST(p))
                    iam.put_role_policy(RoleName=f"bulk-role-{i}", PolicyName="inline", PolicyDocument=POL("*" if b < .02 else ["s3:Get*", "sqs:*"], "*"))
                    iam.attach_role_policy(RoleName=f"bulk-role-{i}", PolicyArn=pol0)
                elif kind == "user":
                    iam.create_user(UserName=f"bulk-user-{i}")
                    iam.create_access_key(UserName=f"bulk-user-{i}")
                    if a < .3:
                        iam.attach_user_policy(UserName=f"bulk-user-{i}", PolicyArn=pol0)
                elif kind == "policy":
                    iam.create_policy(PolicyName=f"bulk-policy-{i}", PolicyDocument=POL("*" if a < .03 else ["dynamodb:GetItem", "kms:Decrypt"], "*" if b < .5 else f"arn:aws:dynamodb:*:*:table/t{i}"))
                elif kind == "bucket":
                    s3 = c("s3", r)
                    n = f"bulk-bucket-{i}"
                    s3.create_bucket(Bucket=n, **({} if r == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": r}}))
                    if a < .5:
                        s3.put_public_access_block(Bucket=n, PublicAccessBlockConfiguration=dict(BlockPublicAcls=True, IgnorePublicAcls=True, BlockPublicPolicy=True, RestrictPublicBuckets=True))
                    if b < .3:
                        s3.put_bucket_versioning(Bucket=n, VersioningConfiguration={"Status": "Enabled"})
                elif kind == "sg":
                    ec2 = c("ec2", r)
                    g = ec2.create_security_group(GroupName=f"bulk-{i}", Description="b", VpcId=vpcs[r])["GroupId"]
                    ec2.authorize_security_group_ingress(GroupId=g, IpPermissions=[
                        {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]},
                        {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "0.0.0.0/0" if a < .1 else "10.0.0.0/8"}]},
                        {"IpProtocol": "tcp", "FromPort": 3389, "ToPort": 3389, "IpRanges": [{"CidrIp": "192.168.0.0/16"}]}])
                elif kind == "instance":
                    c("ec2", r).run_instances(ImageId=AMIS[r], MinCount=1, MaxCount=1, InstanceType="t3.micro",
                                              MetadataOptions={"HttpTokens": "required" if a < .5 else "optional"})
                elif kind == "volume":
                    c("ec2", r).create_volume(AvailabilityZone=r + "a", Size=8, Encrypted=a < .5)
                elif kind == "key":
                    k = c("kms", r).create_key(Description=f"bulk-{i}")["KeyMetadata"]["KeyId"]
                    if a < .5:
                        c("kms", r).enable_key_rotation(KeyId=k)
                elif kind == "lambda":
                    c("lambda", r).create_function(FunctionName=f"bulk-{i}", Runtime="python3.12" if a < .8 else "python3.7", Role=f"arn:aws:iam::{ACCT}:role/bulk-exec",
                                                   Handler="index.handler", Code={"ZipFile": ZIP}, Environment={"Variables": {"STAGE": "x"}})
                elif kind == "queue":
                    c("sqs", r).create_queue(QueueName=f"bulk-{i}")
                elif kind == "topic":
                    c("sns", r).create_topic(Name=f"bulk-{i}")
                return kind, None
            except Exception as e:
                return kind, f"{type(e).__name__}: {str(e)[:120]}"

        for r in regions:  # build clients on one thread
            for s in ("s3", "ec2", "kms", "lambda", "sqs", "sns"):
                c(s, r)
        with ThreadPoolExecutor(threads) as ex:
            for kind, err in ex.map(do, jobs):
                if err:
                    self.failed.append([f"bulk.{kind}", err])
                else:
                    self.add(self.KIND[kind])
                    if kind == "user":
                        self.add("aws_iam_access_key")
                    if kind == "instance":
                        self.add("aws_eni"); self.add("aws_ebs_volume")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--size", type=int, default=0)
    ap.add_argument("--regions", default="us-east-1,eu-west-1")
    ap.add_argument("--reset", action="store_true")
    ap.add_argument("--no-base", action="store_true")
    ap.add_argument("--threads", type=int, default=4)
    ap.add_argument("--truth")
    a = ap.parse_args()
    regions = a.regions.split(",")
    if a.reset:
        urlopen(Request(EP + "/moto-api/reset", method="POST")).read()
    s, t = Seeder(), time.time()
    if not a.no_base:
        s.base_global(regions[0])
        for i, r in enumerate(regions):
            s.base_region(r, i)
    if a.size:
        s.bulk(a.size, regions, a.threads)
    out = {"size": a.size, "regions": regions, "base": dict(sorted(s.n["base"].items())), "bulk": dict(sorted(s.n["bulk"].items())),
           "base_total": sum(s.n["base"].values()), "bulk_total": sum(s.n["bulk"].values()), "failed": s.failed, "seconds": round(time.time() - t, 1)}
    js = json.dumps(out, indent=1)
    if a.truth:
        open(a.truth, "w").write(js)
    print(js)


if __name__ == "__main__":
    main()
