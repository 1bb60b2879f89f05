import { actionsOf, definePreset } from '../model/preset';
import { services } from '../services';

/** FortiCNAPP (Lacework): configuration and identity data for CSPM and CIEM. The published list, without AWS IoT Events, which has ended. */
export const forticnapp = definePreset(services, {
  id: 'forticnapp',
  title: 'FortiCNAPP (Lacework)',
  source: 'https://github.com/lacework/terraform-aws-config',
  roleName: 'FortiCnappReadOnly',
  principal: 'arn:${Partition}:iam::434813966438:role/lacework-platform',
  externalId: 'required',
  grant: 'SECURITY_AUDIT',
  parts: ['config', 'cloudtrail'],
  template: {
    file: 'forticnapp-aws.json',
    stackName: 'forticnapp-config',
    parameters: { externalId: 'ExternalId' },
    // The Terraform module calls them iam_role_arn, iam_role_name and external_id; CloudFormation takes letters and digits only.
    outputs: { IamRoleArn: 'roleArn', IamRoleName: 'roleName', ExternalId: 'externalId' },
    logicalIds: { role: 'FortiCnappRole', policy: 'FortiCnappAuditPolicy' },
  },
  streams: [
    {
      id: 'config',
      title: 'Configuration and identities, for CSPM and CIEM',
      actions: actionsOf({
        'acm-pca': 'GetCertificateAuthorityCertificate GetCertificateAuthorityCsr',
        'appconfig': `
          GetConfigurationProfile GetDeployment GetDeploymentStrategy GetExtension GetExtensionAssociation GetHostedConfigurationVersion
          ListApplications ListConfigurationProfiles ListDeployments ListDeploymentStrategies ListEnvironments ListExtensionAssociations ListExtensions
          ListHostedConfigurationVersions ListTagsForResource`,
        'appflow': `
          DescribeConnector DescribeConnectorEntity DescribeConnectorProfiles DescribeFlow DescribeFlowExecutionRecords ListConnectorEntities
          ListConnectors`,
        'apprunner': 'ListServicesForAutoScalingConfiguration',
        'appstream': 'Describe* List* ListTagsForResource',
        'appsync': 'GetApiAssociation',
        'aps': `
          DescribeAlertManagerDefinition DescribeLoggingConfiguration DescribeRuleGroupsNamespace DescribeScraper DescribeWorkspace
          ListRuleGroupsNamespaces ListScrapers ListTagsForResource ListWorkspaces`,
        'athena': `
          GetCalculationExecution GetCalculationExecutionCode GetCalculationExecutionStatus GetDataCatalog GetNamedQuery GetPreparedStatement
          GetQueryExecution GetQueryResults GetQueryRuntimeStatistics GetSession GetSessionStatus`,
        'aws-portal': 'GetConsoleActionSetEnforced ViewAccount ViewBilling ViewPaymentMethods ViewUsage',
        'backup': `
          DescribeBackupJob DescribeBackupVault DescribeFramework DescribeProtectedResource DescribeRecoveryPoint GetBackupPlan
          GetBackupPlanFromTemplate GetBackupSelection GetLegalHold GetRecoveryPointRestoreMetadata ListBackupJobs ListBackupPlans
          ListBackupPlanTemplates ListBackupPlanVersions ListBackupSelections ListCopyJobs ListFrameworks ListLegalHolds ListProtectedResources
          ListRecoveryPointsByBackupVault ListRecoveryPointsByLegalHold ListRecoveryPointsByResource ListReportPlans ListRestoreJobs`,
        'batch': 'DescribeJobQueues DescribeJobs DescribeSchedulingPolicies ListJobs ListSchedulingPolicies ListTagsForResource',
        'billing': 'GetBillingViewData',
        'budgets': `
          DescribeBudgetAction DescribeBudgetActionHistories DescribeBudgetActionsForAccount DescribeBudgetActionsForBudget ListTagsForResource
          ViewBudget`,
        'cassandra': 'Select',
        'ce': `
          DescribeCostCategoryDefinition GetAnomalyMonitors GetAnomalySubscriptions GetCommitmentPurchaseAnalysis ListCommitmentPurchaseAnalyses
          ListCostAllocationTagBackfillHistory ListCostAllocationTags ListCostCategoryDefinitions ListTagsForResource`,
        'clouddirectory': `
          GetAppliedSchemaVersion GetDirectory GetFacet GetLinkAttributes GetObjectAttributes GetObjectInformation GetSchemaAsJson
          GetTypedLinkFacetInformation ListAppliedSchemaArns ListAttachedIndices ListDevelopmentSchemaArns ListFacetAttributes ListFacetNames
          ListIncomingTypedLinks ListIndex ListManagedSchemaArns ListObjectAttributes ListObjectChildren ListObjectParentPaths ListObjectParents
          ListObjectPolicies ListOutgoingTypedLinks ListPolicyAttachments ListPublishedSchemaArns ListTagsForResource ListTypedLinkFacetAttributes
          ListTypedLinkFacetNames`,
        'cloudformation': `
          DescribeAccountLimits DescribeChangeSet DescribeChangeSetHooks DescribePublisher DescribeType DescribeTypeRegistration DetectStackDrift
          DetectStackSetDrift GetTemplateSummary ListChangeSets ListExports ListImports ListTypeRegistrations ListTypes ListTypeVersions`,
        'codeartifact': `
          DescribeDomain DescribePackage DescribePackageVersion DescribeRepository GetPackageVersionAsset GetPackageVersionReadme GetRepositoryEndpoint
          ListDomains ListPackages ListPackageVersionAssets ListPackageVersionDependencies ListPackageVersions ListTagsForResource`,
        'codebuild': `
          BatchGetBuildBatches BatchGetBuilds BatchGetReportGroups BatchGetReports DescribeCodeCoverages DescribeTestCases ListBuildBatches ListBuilds
          ListCuratedEnvironmentImages ListReportGroups ListReports ListSharedProjects ListSharedReportGroups`,
        'codepipeline': `
          GetActionType ListActionExecutions ListActionTypes ListPipelineExecutions ListRuleExecutions ListRuleTypes ListTagsForResource ListWebhooks`,
        'cognito-idp': 'GetCSVHeader GetSigningCertificate GetUICustomization GetUserPoolMfaConfig',
        'compute-optimizer': `
          DescribeRecommendationExportJobs GetAutoScalingGroupRecommendations GetEBSVolumeRecommendations GetEC2InstanceRecommendations
          GetEcsServiceRecommendations GetEffectiveRecommendationPreferences GetEnrollmentStatus GetLambdaFunctionRecommendations
          GetLicenseRecommendations GetRecommendationPreferences GetRecommendationSummaries`,
        'cost-optimization-hub': 'GetPreferences GetRecommendation ListEnrollmentStatuses ListRecommendations ListRecommendationSummaries',
        'datasync': `
          DescribeAgent DescribeDiscoveryJob DescribeLocationAzureBlob DescribeLocationEfs DescribeLocationFsxLustre DescribeLocationFsxWindows
          DescribeLocationHdfs DescribeLocationNfs DescribeLocationObjectStorage DescribeLocationS3 DescribeLocationSmb DescribeStorageSystem
          DescribeTask DescribeTaskExecution ListAgents ListDiscoveryJobs ListLocations ListStorageSystems ListTagsForResource ListTaskExecutions
          ListTasks`,
        'detective': `
          BatchGetGraphMemberDatasources BatchGetMembershipDatasources GetInvestigation ListDatasourcePackages ListIndicators ListInvestigations
          ListInvitations ListOrganizationAdminAccount ListTagsForResource`,
        'dynamodb': 'DescribeBackup DescribeContributorInsights GetResourcePolicy',
        'ebs': 'GetSnapshotBlock ListSnapshotBlocks',
        'eks': 'DescribeAddon ListAddons',
        'elasticbeanstalk': 'ListAvailableSolutionStacks ListPlatformBranches ListPlatformVersions RetrieveEnvironmentInfo',
        'elasticfilesystem': 'ListTagsForResource',
        'elasticmapreduce': 'ListBootstrapActions ListInstanceFleets ListInstanceGroups',
        'fis': `
          GetAction GetExperiment GetExperimentTemplate ListActions ListExperimentResolvedTargets ListExperiments ListExperimentTemplates
          ListTagsForResource ListTargetAccountConfigurations`,
        'forecast': `
          DescribeAutoPredictor DescribeDataset DescribeDatasetGroup DescribeDatasetImportJob DescribeExplainability DescribeExplainabilityExport
          DescribeForecast DescribeForecastExportJob DescribeMonitor DescribePredictor DescribePredictorBacktestExportJob DescribeWhatIfAnalysis
          DescribeWhatIfForecast DescribeWhatIfForecastExport GetAccuracyMetrics ListDatasetGroups ListDatasetImportJobs ListExplainabilities
          ListExplainabilityExports ListForecastExportJobs ListForecasts ListMonitorEvaluations ListMonitors ListPredictorBacktestExportJobs
          ListPredictors ListTagsForResource ListWhatIfAnalyses ListWhatIfForecastExports ListWhatIfForecasts`,
        'freetier': 'GetFreeTierUsage',
        'glacier': 'GetJobOutput GetVaultNotifications ListJobs ListMultipartUploads ListParts ListProvisionedCapacity ListTagsForVault',
        'glue': 'BatchGetWorkflows GetTables GetWorkflow ListWorkflows',
        'greengrass': `
          DescribeComponent GetAssociatedRole GetBulkDeploymentStatus GetComponent GetConnectivityInfo GetConnectorDefinitionVersion
          GetCoreDefinitionVersion GetCoreDevice GetDeployment GetDeploymentStatus GetDeviceDefinitionVersion GetFunctionDefinitionVersion
          GetGroupCertificateAuthority GetGroupCertificateConfiguration GetGroupVersion GetLoggerDefinitionVersion GetResourceDefinitionVersion
          GetServiceRoleForAccount GetSubscriptionDefinitionVersion`,
        'identitystore': 'DescribeGroup DescribeGroupMembership DescribeUser',
        'imagebuilder': `
          GetComponent GetComponentPolicy GetContainerRecipe GetContainerRecipePolicy GetDistributionConfiguration GetImage GetImagePipeline
          GetImagePolicy GetImageRecipe GetImageRecipePolicy GetInfrastructureConfiguration GetLifecyclePolicy GetWorkflow GetWorkflowStepExecution
          ListComponentBuildVersions ListComponents ListContainerRecipes ListDistributionConfigurations ListImageBuildVersions ListImagePackages
          ListImagePipelines ListImageRecipes ListImages ListImageScanFindingAggregations ListImageScanFindings ListInfrastructureConfigurations
          ListLifecycleExecutionResources ListLifecycleExecutions ListLifecyclePolicies ListTagsForResource ListWorkflowBuildVersions
          ListWorkflowExecutions ListWorkflows ListWorkflowStepExecutions`,
        'inspector2': `
          BatchGetCodeSnippet BatchGetFindingDetails GetCisScanReport GetCisScanResultDetails GetEncryptionKey ListCisScanConfigurations
          ListCisScanResultsAggregatedByChecks ListCisScanResultsAggregatedByTargetResource ListCisScans ListMembers`,
        'iot': `
          GetBehaviorModelTrainingSummaries GetCommand GetCommandExecution GetEffectivePolicies GetIndexingConfiguration GetJobDocument GetOtaUpdate
          GetPackage GetPackageConfiguration GetPackageVersion GetRegistrationCode GetThingConnectivityData GetTopicRule GetTopicRuleDestination
          GetV2LoggingOptions`,
        'kinesisanalytics': 'DescribeApplication DescribeApplicationVersion ListApplicationSnapshots ListApplicationVersions',
        'kinesisvideo': 'DescribeImageGenerationConfiguration GetDataEndpoint GetSignalingChannelEndpoint',
        'lakeformation': `
          DescribeLakeFormationIdentityCenterConfiguration GetDataLakePrincipal GetDataLakeSettings GetEffectivePermissionsForPath GetTableObjects
          ListDataCellsFilter ListPermissions ListResources ListTableStorageOptimizers ListTransactions`,
        'lambda': 'GetFunction GetFunctionCodeSigningConfig',
        'mediapackage-vod': 'DescribeAsset ListAssets ListPackagingConfigurations ListPackagingGroups',
        'mediapackage': 'ListChannels ListHarvestJobs ListTagsForResource',
        'mediapackagev2': `
          GetChannel GetChannelGroup GetChannelPolicy GetOriginEndpoint GetOriginEndpointPolicy ListChannelGroups ListChannels ListHarvestJobs
          ListOriginEndpoints ListTagsForResource`,
        'mediatailor': `
          DescribeChannel DescribeLiveSource DescribeProgram DescribeSourceLocation DescribeVodSource GetChannelPolicy GetChannelSchedule
          GetPlaybackConfiguration GetPrefetchSchedule ListAlerts ListChannels ListLiveSources ListPlaybackConfigurations ListPrefetchSchedules
          ListSourceLocations ListVodSources`,
        'memorydb': `
          DescribeACLs DescribeEngineVersions DescribeMultiRegionClusters DescribeParameterGroups DescribeParameters DescribeReservedNodes
          DescribeReservedNodesOfferings DescribeServiceUpdates DescribeSnapshots DescribeSubnetGroups DescribeUsers
          ListAllowedMultiRegionClusterUpdates ListAllowedNodeTypeUpdates ListTags`,
        'network-firewall': 'DescribeRuleGroupMetadata ListTagsForResource',
        'networkmanager': `
          GetConnectAttachment GetConnections GetConnectPeer GetConnectPeerAssociations GetCoreNetwork GetCoreNetworkChangeEvents
          GetCoreNetworkChangeSet GetCoreNetworkPolicy GetCustomerGatewayAssociations GetDevices GetLinkAssociations GetLinks GetNetworkResourceCounts
          GetNetworkResourceRelationships GetNetworkResources GetNetworkRoutes GetNetworkTelemetry GetResourcePolicy GetSites GetSiteToSiteVpnAttachment
          GetTransitGatewayConnectPeerAssociations GetTransitGatewayPeering GetTransitGatewayRegistrations GetTransitGatewayRouteTableAttachment
          GetVpcAttachment ListAttachments ListConnectPeers ListCoreNetworkPolicyVersions ListCoreNetworks ListPeerings`,
        'notifications': `
          GetEventRule GetNotificationConfiguration GetNotificationEvent ListChannels ListEventRules ListNotificationConfigurations
          ListNotificationEvents ListNotificationHubs ListTagsForResource`,
        'oam': 'GetLink GetSink GetSinkPolicy ListAttachedLinks ListLinks ListSinks',
        'personalize': 'Describe* GetSolutionMetrics List*',
        'qapps': `
          DescribeQAppPermissions GetLibraryItem GetQApp GetQAppSession GetQAppSessionMetadata ListCategories ListLibraryItems ListQApps
          ListQAppSessionData ListTagsForResource`,
        'qbusiness': `
          GetApplication GetChatControlsConfiguration GetDataAccessor GetDataSource GetIndex GetPlugin GetPolicy GetRetriever GetWebExperience
          ListAttachments ListConversations ListDataAccessors ListMessages ListPluginActions ListPluginTypeActions ListPluginTypeMetadata`,
        'resiliencehub': `
          DescribeApp DescribeAppAssessment DescribeAppVersion DescribeAppVersionResource DescribeAppVersionResourcesResolutionStatus
          DescribeAppVersionTemplate DescribeDraftAppVersionResourcesImportStatus DescribeResourceGroupingRecommendationTask ListAlarmRecommendations
          ListAppAssessmentComplianceDrifts ListAppAssessmentResourceDrifts ListAppAssessments ListAppComponentCompliances
          ListAppComponentRecommendations ListAppInputSources ListApps ListAppVersionAppComponents ListAppVersionResourceMappings
          ListAppVersionResources ListAppVersions ListRecommendationTemplates ListResiliencyPolicies ListResourceGroupingRecommendations
          ListSopRecommendations ListSuggestedResiliencyPolicies ListTagsForResource ListTestRecommendations ListUnsupportedAppVersionResources`,
        'resource-explorer-2': `
          GetAccountLevelServiceConfiguration GetDefaultView GetIndex GetManagedView GetView ListIndexes ListManagedViews ListSupportedResourceTypes
          ListTagsForResource ListViews Search`,
        'resource-groups': 'GetGroupConfiguration GetGroupQuery GetTags ListGroups',
        'route53domains': 'CheckDomainAvailability CheckDomainTransferability ListPrices ViewBilling',
        'sagemaker': 'GetDeviceFleetReport GetLineageGroupPolicy GetModelPackageGroupPolicy',
        'scheduler': 'GetSchedule GetScheduleGroup ListScheduleGroups ListSchedules ListTagsForResource',
        'schemas': 'GetCodeBindingSource',
        'servicecatalog': `
          GetApplication GetAssociatedResource GetAttributeGroup GetConfiguration ListApplications ListAssociatedAttributeGroups ListAssociatedResources
          ListAttributeGroups ListAttributeGroupsForApplication ListTagsForResource`,
        'servicediscovery': `
          GetInstance GetNamespace GetOperation GetService GetServiceAttributes ListInstances ListNamespaces ListOperations ListServices
          ListTagsForResource`,
        'ses': `
          GetContact GetContactList GetCustomVerificationEmailTemplate GetDedicatedIpPool GetDeliverabilityTestReport GetEmailIdentity
          GetEmailIdentityPolicies GetEmailTemplate GetExportJob GetImportJob GetMultiRegionEndpoint GetSuppressedDestination ListContactLists
          ListContacts ListCustomVerificationEmailTemplates ListDeliverabilityTestReports ListEmailIdentities ListEmailTemplates ListExportJobs
          ListImportJobs ListMultiRegionEndpoints ListRecommendations ListSuppressedDestinations ListTagsForResource`,
        'sns': 'GetDataProtectionPolicy GetSubscriptionAttributes ListPlatformApplications',
        'ssm': `
          GetConnectionStatus GetDocument GetInventory GetMaintenanceWindowExecutionTask GetMaintenanceWindowTask GetOpsItem GetOpsMetadata GetParameter
          GetParameterHistory GetPatchBaseline GetPatchBaselineForPatchGroup GetResourcePolicies ListCommandInvocations ListOpsItemEvents
          ListOpsItemRelatedItems`,
        'sso': 'DescribeAccountAssignmentDeletionStatus DescribeInstanceAccessControlAttributeConfiguration GetInlinePolicyForPermissionSet',
        'states': 'DescribeExecution DescribeMapRun GetActivityTask GetExecutionHistory ListActivities ListExecutions ListMapRuns ListTagsForResource',
        'support': 'DescribeCases DescribeCommunications DescribeServices DescribeSeverityLevels',
        'waf-regional': `
          GetByteMatchSet GetGeoMatchSet GetIPSet GetLoggingConfiguration GetPermissionPolicy GetRateBasedRule GetRegexMatchSet GetRegexPatternSet
          GetRule GetRuleGroup GetSizeConstraintSet GetSqlInjectionMatchSet GetXssMatchSet ListActivatedRulesInRuleGroup ListByteMatchSets
          ListGeoMatchSets ListIpSets ListRateBasedRules ListRegexMatchSets ListRegexPatternSets ListRuleGroups ListRules ListSizeConstraintSets
          ListSqlInjectionMatchSets ListXssMatchSets`,
        'waf': `
          GetByteMatchSet GetGeoMatchSet GetIPSet GetLoggingConfiguration GetPermissionPolicy GetRateBasedRule GetRateBasedRuleManagedKeys
          GetRegexMatchSet GetRegexPatternSet GetRule GetRuleGroup GetSizeConstraintSet GetSqlInjectionMatchSet GetXssMatchSet
          ListActivatedRulesInRuleGroup ListByteMatchSets ListGeoMatchSets ListIPSets ListLoggingConfigurations ListRateBasedRules ListRegexMatchSets
          ListRegexPatternSets ListRuleGroups ListRules ListSizeConstraintSets ListSqlInjectionMatchSets ListXssMatchSets`,
        'wafv2': 'GetIPSet GetManagedRuleSet GetPermissionPolicy GetRegexPatternSet GetRuleGroup ListIPSets ListManagedRuleSets',
        'wisdom': `
          GetAIAgent GetAIGuardrail GetAIPrompt GetContent GetImportJob GetKnowledgeBase GetMessageTemplate GetQuickResponse ListAIAgents
          ListAIAgentVersions ListAIGuardrails ListAIGuardrailVersions ListAIPrompts ListAIPromptVersions ListAssistantAssociations ListAssistants
          ListContentAssociations ListContents ListImportJobs ListKnowledgeBases ListMessageTemplates ListMessageTemplateVersions ListQuickResponses
          ListTagsForResource`,
      }),
    },
    {
      id: 'api-gateway',
      title: 'Domain names and SDK types of API Gateway',
      actions: ['apigateway:GET'],
      resources: [
        'arn:${Partition}:apigateway:*::/apikeys', 'arn:${Partition}:apigateway:*::/apikeys/*', 'arn:${Partition}:apigateway:*::/domainnames/*',
        'arn:${Partition}:apigateway:*::/domainnames/*/basepathmappings', 'arn:${Partition}:apigateway:*::/domainnames/*/basepathmappings/*',
        'arn:${Partition}:apigateway:*::/usageplans', 'arn:${Partition}:apigateway:*::/usageplans/*',
        'arn:${Partition}:apigateway:*::/sdktypes', 'arn:${Partition}:apigateway:*::/sdktypes/*',
      ],
    },
  ],
});
