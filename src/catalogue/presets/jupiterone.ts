import { actionsOf, definePreset } from '../model/preset';
import { services } from '../services';

/** JupiterOne: the graph of resources and their relationships. The published template that names each action, without three that IAM does not know. */
export const jupiterone = definePreset(services, {
  id: 'jupiterone',
  title: 'JupiterOne',
  source: 'https://github.com/jupiterone/jupiterone-aws-integration',
  roleName: 'JupiterOne',
  principal: 'arn:${Partition}:iam::612791702201:root',
  externalId: 'required',
  grant: 'SECURITY_AUDIT',
  parts: ['config'],
  unsupportedRegions: {
    'cn-north-1': 'the China Regions need accounts and credentials of their own',
    'cn-northwest-1': 'the China Regions need accounts and credentials of their own',
    'us-gov-east-1': 'JupiterOne does not run in AWS GovCloud (US)',
    'us-gov-west-1': 'JupiterOne does not run in AWS GovCloud (US)',
    'ap-northeast-3': 'it needs a subscription or a client of its own',
    'me-south-1': 'it needs a subscription or a client of its own',
  },
  template: {
    file: 'jupiterone-aws.json',
    stackName: 'jupiterone',
    parameters: { externalId: 'JupiterOneExternalId', principals: 'JupiterOneAwsAccountArns' },
    outputs: { RoleARN: 'roleArn' },
    logicalIds: { role: 'JupiterOneRole', policy: 'JupiterOneSecurityAuditPolicy' },
  },
  streams: [
    {
      id: 'resources',
      title: 'Resource metadata and relationships',
      actions: actionsOf({
        'access-analyzer': 'ListAnalyzers ListFindings',
        'account': 'GetAlternateContact GetContactInformation',
        'acm-pca': 'ListCertificateAuthorities ListTags',
        'acm': 'DescribeCertificate ListCertificates ListTagsForCertificate',
        'airflow': 'GetEnvironment ListEnvironments',
        'athena': 'GetWorkGroup ListTagsForResource ListWorkGroups',
        'auditmanager': `
          GetAssessment GetAssessmentFramework GetControl GetDelegations GetEvidenceFoldersByAssessmentControl GetSettings ListAssessmentFrameworks
          ListAssessments ListControls ListTagsForResource`,
        'autoscaling': 'DescribeAutoScalingGroups DescribeLaunchConfigurations DescribePolicies',
        'backup': `
          GetBackupVaultAccessPolicy ListBackupJobs ListBackupPlans ListBackupVaults ListCopyJobs ListRecoveryPointsByBackupVault ListRestoreJobs
          ListRestoreTestingPlans`,
        'batch': 'DescribeComputeEnvironments DescribeJobDefinitions DescribeJobQueues ListJobs',
        'bedrock-agentcore': 'GetAgentRuntime GetCodeInterpreter ListAgentRuntimes ListCodeInterpreters',
        'bedrock': `
          GetAgent GetAgentActionGroup GetCustomModel GetDataSource GetEvaluationJob GetFlow GetGuardrail GetInferenceProfile GetKnowledgeBase
          GetModelCustomizationJob GetModelInvocationLoggingConfiguration GetProvisionedModelThroughput ListAgentActionGroups ListAgents
          ListCustomModels ListDataSources ListEvaluationJobs ListFlows ListFoundationModels ListGuardrails ListInferenceProfiles ListKnowledgeBases
          ListModelCustomizationJobs ListProvisionedModelThroughputs`,
        'cloudformation': 'DescribeStacks ListStacks',
        'cloudfront': 'GetDistributionConfig ListDistributions ListKeyGroups ListPublicKeys ListTagsForResource',
        'cloudhsm': 'DescribeBackups DescribeClusters ListTags',
        'cloudtrail': 'DescribeTrails GetEventSelectors',
        'cloudwatch': 'DescribeAlarms GetMetricData ListTagsForResource',
        'codebuild': 'BatchGetProjects BatchGetReportGroups GetResourcePolicy ListProjects ListReportGroups',
        'codecommit': 'GetRepository ListRepositories ListTagsForResource',
        'codedeploy': `
          BatchGetApplications BatchGetDeploymentGroups GetDeploymentConfig ListApplications ListDeploymentConfigs ListDeploymentGroups
          ListTagsForResource`,
        'codeguru-profiler': 'ListProfilingGroups',
        'codeguru-reviewer': 'DescribeRepositoryAssociation ListRepositoryAssociations ListTagsForResource',
        'codepipeline': 'GetPipeline ListPipelines',
        'cognito-identity': 'DescribeIdentityPool ListIdentityPools',
        'cognito-idp': 'DescribeRiskConfiguration DescribeUserPool DescribeUserPoolClient DescribeUserPoolDomain ListUserPoolClients ListUserPools ListUsers',
        'config': 'BatchGetResourceConfig DescribeComplianceByConfigRule DescribeConfigRules GetComplianceDetailsByConfigRule',
        'datasync': `
          DescribeLocationEfs DescribeLocationFsxLustre DescribeLocationFsxOntap DescribeLocationFsxOpenZfs DescribeLocationFsxWindows
          DescribeLocationHdfs DescribeLocationNfs DescribeLocationObjectStorage DescribeLocationS3 DescribeLocationSmb DescribeTask ListLocations
          ListTagsForResource ListTasks`,
        'dax': 'DescribeClusters',
        'detective': 'GetInvestigation ListGraphs ListInvestigations ListTagsForResource',
        'devops-guru': 'ListAnomaliesForInsight ListInsights ListNotificationChannels',
        'directconnect': 'DescribeConnections DescribeDirectConnectGateways DescribeLags DescribeVirtualInterfaces',
        'dms': 'DescribeEndpoints DescribeReplicationInstances ListTagsForResource',
        'ds': 'DescribeDirectories',
        'dynamodb': 'DescribeContinuousBackups DescribeGlobalTable DescribeTable ListBackups ListGlobalTables ListTables ListTagsOfResource',
        'ec2': `
          DescribeAddresses DescribeCustomerGateways DescribeFlowLogs DescribeHosts DescribeIamInstanceProfileAssociations DescribeImageAttribute
          DescribeImages DescribeInstanceAttribute DescribeInstances DescribeInternetGateways DescribeKeyPairs DescribeLaunchTemplates
          DescribeLaunchTemplateVersions DescribeManagedPrefixLists DescribeNatGateways DescribeNetworkAcls DescribeNetworkInterfaces DescribeRegions
          DescribeRouteTables DescribeSecurityGroups DescribeSnapshotAttribute DescribeSnapshots DescribeSubnets DescribeTransitGatewayAttachments
          DescribeTransitGatewayRouteTables DescribeTransitGateways DescribeTransitGatewayVpcAttachments DescribeVolumes DescribeVpcEndpointConnections
          DescribeVpcEndpoints DescribeVpcEndpointServiceConfigurations DescribeVpcEndpointServicePermissions DescribeVpcEndpointServices
          DescribeVpcPeeringConnections DescribeVpcs DescribeVpnConnections DescribeVpnGateways GetEbsDefaultKmsKeyId GetEbsEncryptionByDefault
          GetManagedPrefixListEntries`,
        'ecr': 'DescribeImages DescribeImageScanFindings DescribeRepositories GetLifecyclePolicy GetRepositoryPolicy ListTagsForResource',
        'ecs': `
          DescribeClusters DescribeContainerInstances DescribeServices DescribeTaskDefinition DescribeTasks ListClusters ListContainerInstances
          ListServices ListTaskDefinitionFamilies ListTasks`,
        'eks': 'DescribeCluster DescribeClusterVersions DescribeNodegroup ListClusters ListNodegroups',
        'elasticache': 'DescribeCacheClusters DescribeCacheSubnetGroups DescribeReplicationGroups DescribeSnapshots ListTagsForResource',
        'elasticfilesystem': 'DescribeFileSystemPolicy DescribeFileSystems DescribeMountTargets DescribeMountTargetSecurityGroups',
        'elasticloadbalancing': `
          DescribeListeners DescribeLoadBalancerAttributes DescribeLoadBalancers DescribeRules DescribeTags DescribeTargetGroups DescribeTargetHealth`,
        'elasticmapreduce': 'DescribeCluster ListClusters ListInstances',
        'emr-serverless': 'GetApplication ListApplications',
        'es': 'DescribeDomains DescribeElasticsearchDomains ListDomainNames ListTags',
        'events': 'ListRules ListTagsForResource ListTargetsByRule',
        'firehose': 'DescribeDeliveryStream ListDeliveryStreams ListTagsForDeliveryStream',
        'fms': 'ListAppsLists ListPolicies ListProtocolsLists ListResourceSetResources ListResourceSets ListTagsForResource',
        'fsx': 'DescribeFileSystems',
        'glacier': 'GetVaultAccessPolicy GetVaultLock ListTagsForVault ListVaults',
        'globalaccelerator': `
          ListAccelerators ListCustomRoutingAccelerators ListCustomRoutingEndpointGroups ListCustomRoutingListeners ListEndpointGroups ListListeners
          ListTagsForResource`,
        'glue': `
          GetConnection GetConnections GetDatabase GetDatabases GetDataCatalogEncryptionSettings GetDevEndpoint GetDevEndpoints GetJob GetResourcePolicy
          GetSecurityConfigurations GetTags ListJobs ListSessions`,
        'grafana': 'DescribeWorkspace ListWorkspaces',
        'guardduty': 'GetDetector GetFindings ListDetectors ListFindings',
        'health': 'DescribeEventDetails DescribeEvents',
        'iam': `
          GenerateCredentialReport GetAccessKeyLastUsed GetAccountPasswordPolicy GetAccountSummary GetCredentialReport GetGroup GetGroupPolicy
          GetOpenIDConnectProvider GetPolicyVersion GetRole GetRolePolicy GetSAMLProvider GetServerCertificate GetUser GetUserPolicy ListAccessKeys
          ListAccountAliases ListEntitiesForPolicy ListGroupPolicies ListGroups ListInstanceProfiles ListMFADevices ListOpenIDConnectProviders
          ListOpenIDConnectProviderTags ListPolicies ListRolePolicies ListRoles ListRoleTags ListSAMLProviders ListServerCertificates
          ListServiceSpecificCredentials ListUserPolicies ListUsers ListUserTags`,
        'identitystore': 'ListGroupMemberships ListGroups ListUsers',
        'inspector2': 'ListCoverage ListFindings',
        'inspector': 'DescribeAssessmentRuns DescribeFindings DescribeRulesPackages ListAssessmentRuns ListFindings',
        'kafka': 'GetBootstrapBrokers ListClustersV2 ListTagsForResource',
        'kinesis': 'DescribeStreamSummary ListStreamConsumers ListStreams ListTagsForStream',
        'kms': 'DescribeKey GetKeyPolicy GetKeyRotationStatus ListAliases ListKeys ListResourceTags',
        'lambda': 'GetFunction GetFunctionUrlConfig GetPolicy ListFunctions ListTags',
        'lex': 'DescribeResourcePolicy ListBotAliases ListBots',
        'license-manager': 'ListLicenses ListReceivedLicenses',
        'logs': 'DescribeDestinations DescribeLogGroups DescribeMetricFilters DescribeSubscriptionFilters',
        'macie2': 'GetFindings ListFindings',
        'mq': 'DescribeBroker ListBrokers',
        'neptune-graph': 'GetGraph ListGraphs ListPrivateGraphEndpoints ListTagsForResource',
        'network-firewall': 'DescribeFirewall DescribeFirewallPolicy DescribeRuleGroup ListFirewallPolicies ListFirewalls ListRuleGroups',
        'organizations': `
          DescribeAccount DescribeOrganization DescribeOrganizationalUnit DescribePolicy ListAccounts ListChildren ListPolicies ListRoots
          ListTagsForResource ListTargetsForPolicy`,
        'quicksight': `
          DescribeDashboard DescribeDataSet DescribeDataSource DescribeVpcConnection ListDashboards ListDataSets ListDataSources ListVpcConnections`,
        'ram': 'GetResourceShareInvitations GetResourceShares',
        'rds': `
          DescribeDBClusterParameterGroups DescribeDBClusterParameters DescribeDBClusters DescribeDBClusterSnapshots DescribeDBInstances
          DescribeDBParameterGroups DescribeDBParameters DescribeDBProxies DescribeDBProxyTargetGroups DescribeDBProxyTargets DescribeDBSnapshots
          DescribeDBSubnetGroups DescribeOptionGroups`,
        'redshift-serverless': 'ListEndpointAccess ListNamespaces ListRecoveryPoints ListSnapshots ListTagsForResource ListUsageLimits ListWorkgroups',
        'redshift': 'DescribeClusterParameterGroups DescribeClusterParameters DescribeClusters DescribeLoggingStatus',
        'rolesanywhere': 'GetProfile GetTrustAnchor ListProfiles ListTrustAnchors',
        'route53': 'GetHostedZone ListHostedZones ListResourceRecordSets',
        'route53domains': 'GetDomainDetail ListDomains ListTagsForDomain',
        'route53resolver': 'ListResolverRuleAssociations ListResolverRules ListTagsForResource',
        's3': `
          GetAccountPublicAccessBlock GetBucketAcl GetBucketLocation GetBucketLogging GetBucketNotification GetBucketObjectLockConfiguration
          GetBucketOwnershipControls GetBucketPolicy GetBucketPolicyStatus GetBucketPublicAccessBlock GetBucketTagging GetBucketVersioning
          GetBucketWebsite GetEncryptionConfiguration GetInventoryConfiguration GetLifecycleConfiguration GetReplicationConfiguration ListAccessPoints
          ListAllMyBuckets`,
        'sagemaker': 'DescribeEndpoint DescribeEndpointConfig DescribeModel DescribeNotebookInstance ListEndpoints ListModels ListNotebookInstances',
        'secretsmanager': 'DescribeSecret GetResourcePolicy ListSecrets ListSecretVersionIds',
        'securityhub': 'DescribeHub DescribeStandards DescribeStandardsControls GetEnabledStandards GetFindings',
        'servicediscovery': 'GetInstance GetNamespace GetService ListInstances ListNamespaces ListServices',
        'ses': 'GetConfigurationSet GetEmailIdentity ListConfigurationSets ListEmailIdentities ListReceiptFilters',
        'shield': 'DescribeSubscription GetSubscriptionState ListProtectionGroups ListProtections ListResourcesInProtectionGroup ListTagsForResource',
        'signer': 'ListSigningProfiles',
        'sns': 'GetSubscriptionAttributes GetTopicAttributes ListSubscriptions ListTagsForResource ListTopics',
        'sqs': 'GetQueueAttributes ListQueues ListQueueTags',
        'ssm': `
          DescribeDocumentPermission DescribeInstanceInformation DescribeInstancePatchStates DescribeParameters DescribePatchBaselines
          DescribePatchGroups DescribePatchGroupState GetDocument GetServiceSetting ListAssociations ListComplianceItems ListComplianceSummaries
          ListDocuments ListInventoryEntries ListTagsForResource`,
        'sso': `
          DescribePermissionSet GetInlinePolicyForPermissionSet ListAccountAssignments ListAccountAssignmentsForPrincipal ListApplications
          ListCustomerManagedPolicyReferencesInPermissionSet ListInstances ListManagedPoliciesInPermissionSet ListPermissionSets ListTagsForResource`,
        'states': 'DescribeStateMachine ListStateMachines ListTagsForResource',
        'storagegateway': `
          DescribeCachediSCSIVolumes DescribeGatewayInformation DescribeNFSFileShares DescribeSMBFileShares DescribeStorediSCSIVolumes
          DescribeTapeArchives ListFileShares ListGateways ListTagsForResource ListTapePools ListTapes ListVolumes`,
        'tag': 'GetResources',
        'transfer': 'DescribeServer ListServers ListTagsForResource ListUsers',
        'vpc-lattice': `
          ListListeners ListServiceNetworks ListServiceNetworkServiceAssociations ListServiceNetworkVpcAssociations
          ListServiceNetworkVpcEndpointAssociations ListServices ListTargetGroups`,
        'waf': 'GetWebACL ListWebACLs',
        'wafv2': 'GetIPSet GetLoggingConfiguration GetRuleGroup GetWebACL ListIPSets ListResourcesForWebACL ListRuleGroups ListTagsForResource ListWebACLs',
        'workspaces': 'DescribeTags DescribeWorkspaceBundles DescribeWorkspaces',
        'xray': 'GetEncryptionConfig GetGroups ListResourcePolicies ListTagsForResource',
      }),
    },
    {
      id: 'api-gateway',
      title: 'APIs of API Gateway',
      actions: ['apigateway:GET'],
      resources: [
        'arn:${Partition}:apigateway:*::/apis', 'arn:${Partition}:apigateway:*::/apis/*/authorizers', 'arn:${Partition}:apigateway:*::/apis/*/integrations',
        'arn:${Partition}:apigateway:*::/apis/*/routes', 'arn:${Partition}:apigateway:*::/apis/*/stages', 'arn:${Partition}:apigateway:*::/domainnames',
        'arn:${Partition}:apigateway:*::/restapis', 'arn:${Partition}:apigateway:*::/restapis/*/authorizers',
        'arn:${Partition}:apigateway:*::/restapis/*/authorizers/*', 'arn:${Partition}:apigateway:*::/restapis/*/resources',
        'arn:${Partition}:apigateway:*::/restapis/*/resources/*', 'arn:${Partition}:apigateway:*::/restapis/*/resources/*/methods/*',
        'arn:${Partition}:apigateway:*::/restapis/*/stages', 'arn:${Partition}:apigateway:*::/restapis/*/stages/*',
      ],
    },
  ],
});
