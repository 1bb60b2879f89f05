import type { RolePassing } from './model/role-passing';

const service = (prefix: string, principals: string, calls: Partial<Record<'starts' | 'makes' | 'runs' | 'reuses', string>>): RolePassing => ({
  prefix,
  principals: principals.split(' ').map((name) => `${name}.amazonaws.com`),
  ...Object.fromEntries(Object.entries(calls).map(([kind, names]) => [kind, names.split(' ')])),
});

/**
 * Services that run code, or call APIs of the caller's choice, with a role that is passed to them. Taken from the input shapes of the AWS service models
 * (calls with a member that holds a role), and read through: which of them put work of the caller under the role.
 */
export const rolePassing: readonly RolePassing[] = [
  service('airflow', 'airflow airflow-env', { starts: 'CreateEnvironment UpdateEnvironment', reuses: 'CreateCliToken CreateWebLoginToken' }),
  service('airflow-serverless', 'airflow-serverless airflow', { makes: 'CreateWorkflow UpdateWorkflow', runs: 'StartWorkflowRun' }),
  service('amplify', 'amplify', { makes: 'CreateApp UpdateApp CreateBranch UpdateBranch', runs: 'StartJob CreateDeployment StartDeployment' }),
  service('apigateway', 'apigateway', { starts: 'POST PUT' }),
  service('appflow', 'appflow', { makes: 'CreateFlow UpdateFlow', runs: 'StartFlow' }),
  service('apprunner', 'tasks.apprunner build.apprunner', { starts: 'CreateService UpdateService', reuses: 'StartDeployment' }),
  service('appstream', 'appstream', {
    makes: 'CreateFleet UpdateFleet CreateImageBuilder CreateAppBlockBuilder UpdateAppBlockBuilder', runs: 'CreateStreamingURL CreateImageBuilderStreamingURL CreateAppBlockBuilderStreamingURL',
    reuses: 'CreateStreamingURL CreateImageBuilderStreamingURL CreateAppBlockBuilderStreamingURL',
  }),
  service('appsync', 'appsync', { starts: 'CreateDataSource UpdateDataSource', reuses: 'CreateResolver UpdateResolver CreateFunction UpdateFunction' }),
  service('arc-region-switch', 'arc-region-switch', { makes: 'CreatePlan UpdatePlan', runs: 'StartPlanExecution' }),
  service('athena', 'athena', { starts: 'StartSession', makes: 'CreateWorkGroup UpdateWorkGroup', runs: 'StartCalculationExecution', reuses: 'StartCalculationExecution' }),
  service('autoscaling', 'ec2', { makes: 'CreateLaunchConfiguration', runs: 'CreateAutoScalingGroup UpdateAutoScalingGroup', reuses: 'StartInstanceRefresh' }),
  service('batch', 'batch ec2 ecs-tasks', { starts: 'CreateComputeEnvironment UpdateComputeEnvironment', makes: 'RegisterJobDefinition', runs: 'SubmitJob' }),
  service('bedrock', 'bedrock', {
    starts: 'CreateModelCustomizationJob CreateModelInvocationJob CreateEvaluationJob', makes: 'CreateAgent UpdateAgent CreateFlow UpdateFlow CreateKnowledgeBase',
    runs: 'InvokeAgent InvokeFlow PrepareAgent PrepareFlow Retrieve', reuses: 'CreateAgentActionGroup UpdateAgentActionGroup',
  }),
  service('bedrock-agentcore', 'bedrock-agentcore', {
    makes: 'CreateAgentRuntime UpdateAgentRuntime CreateBrowser CreateCodeInterpreter CreateHarness UpdateHarness CreateGateway UpdateGateway',
    runs: 'InvokeAgentRuntime InvokeAgentRuntimeCommand StartBrowserSession StartCodeInterpreterSession InvokeCodeInterpreter InvokeHarness InvokeGateway',
    reuses: 'InvokeAgentRuntimeCommand InvokeHarness CreateGatewayTarget UpdateGatewayTarget',
  }),
  service('braket', 'braket', { starts: 'CreateJob' }),
  service('budgets', 'budgets', { starts: 'CreateBudgetAction UpdateBudgetAction', reuses: 'ExecuteBudgetAction' }),
  service('chatbot', 'chatbot', { starts: 'CreateSlackChannelConfiguration UpdateSlackChannelConfiguration CreateMicrosoftTeamsChannelConfiguration UpdateMicrosoftTeamsChannelConfiguration CreateChimeWebhookConfiguration UpdateChimeWebhookConfiguration' }),
  service('cloud9', 'ec2 cloud9', { reuses: 'CreateEnvironmentMembership CreateEnvironmentSSH' }),
  service('cloudformation', 'cloudformation resources.cloudformation', {
    starts: 'CreateStack UpdateStack ContinueUpdateRollback RollbackStack RegisterType ActivateType',
    makes: 'CreateChangeSet CreateStackSet UpdateStackSet', runs: 'ExecuteChangeSet CreateStackInstances UpdateStackInstances',
    reuses: 'ExecuteChangeSet CreateStackInstances UpdateStackInstances',
  }),
  service('codebuild', 'codebuild', {
    makes: 'CreateProject UpdateProject', runs: 'StartBuild StartBuildBatch StartSandbox CreateWebhook', reuses: 'StartSandbox StartCommandExecution RetryBuild RetryBuildBatch CreateWebhook UpdateWebhook',
  }),
  service('codedeploy', 'codedeploy ec2', { makes: 'CreateDeploymentGroup UpdateDeploymentGroup', runs: 'CreateDeployment' }),
  service('codepipeline', 'codepipeline', { starts: 'CreatePipeline', makes: 'UpdatePipeline', runs: 'StartPipelineExecution', reuses: 'PutJobSuccessResult PutThirdPartyJobSuccessResult' }),
  service('codestar', 'codestar', { starts: 'CreateProject' }),
  service('cognito-idp', 'cognito-identity', { makes: 'CreateGroup UpdateGroup', runs: 'AdminAddUserToGroup' }),
  service('databrew', 'databrew', { makes: 'CreateProfileJob UpdateProfileJob CreateRecipeJob UpdateRecipeJob CreateProject UpdateProject', runs: 'StartJobRun StartProjectSession' }),
  service('datapipeline', 'datapipeline elasticmapreduce ec2', { makes: 'PutPipelineDefinition', runs: 'ActivatePipeline', reuses: 'PutPipelineDefinition' }),
  service('datasync', 'datasync', { makes: 'CreateLocationS3', runs: 'StartTaskExecution' }),
  service('datazone', 'datazone', { starts: 'CreateDomain CreateProject AssociateEnvironmentRole', reuses: 'GetEnvironmentCredentials' }),
  service('deadline', 'credentials.deadline deadline', {
    makes: 'CreateFleet UpdateFleet CreateQueue UpdateQueue', runs: 'CreateJob AssumeQueueRoleForUser AssumeFleetRoleForRead AssumeQueueRoleForRead',
    reuses: 'AssumeQueueRoleForUser AssumeFleetRoleForRead AssumeQueueRoleForRead AssumeFleetRoleForWorker AssumeQueueRoleForWorker',
  }),
  service('dms', 'dms', { makes: 'CreateEndpoint ModifyEndpoint', runs: 'StartReplicationTask StartReplication' }),
  service('ec2', 'ec2 spotfleet', {
    starts: 'RunInstances RequestSpotInstances RequestSpotFleet CreateFleet AssociateIamInstanceProfile ReplaceIamInstanceProfileAssociation AssociateEnclaveCertificateIamRole',
    makes: 'CreateLaunchTemplate CreateLaunchTemplateVersion', runs: 'CreateFleet',
  }),
  service('ecs', 'ecs-tasks ecs', {
    starts: 'RunTask StartTask CreateExpressGatewayService UpdateExpressGatewayService', makes: 'RegisterTaskDefinition RegisterDaemonTaskDefinition',
    runs: 'CreateService UpdateService CreateTaskSet CreateDaemon UpdateDaemon',
  }),
  service('eks', 'pods.eks eks ec2 eks-fargate-pods capabilities.eks', {
    starts: 'CreatePodIdentityAssociation UpdatePodIdentityAssociation CreateNodegroup CreateFargateProfile CreateAddon UpdateAddon CreateCapability UpdateCapability CreateCluster',
    reuses: 'UpdateAccessEntry',
  }),
  service('elasticbeanstalk', 'ec2 elasticbeanstalk', { starts: 'CreateEnvironment UpdateEnvironment AssociateEnvironmentOperationsRole', makes: 'CreateConfigurationTemplate UpdateConfigurationTemplate', runs: 'UpdateEnvironment' }),
  service('elasticmapreduce', 'ec2 elasticmapreduce', { starts: 'RunJobFlow AddJobFlowSteps StartNotebookExecution', makes: 'CreateStudio', runs: 'OpenEditorInConsole', reuses: 'GetClusterSessionCredentials StartSession' }),
  service('emr-containers', 'emr-containers', { starts: 'StartJobRun CreateManagedEndpoint', reuses: 'GetManagedEndpointSessionCredentials' }),
  service('emr-serverless', 'emr-serverless', { starts: 'StartJobRun StartSession', reuses: 'AccessInteractiveEndpoints AccessLivyEndpoints' }),
  service('events', 'events', { starts: 'PutTargets', makes: 'PutRule', runs: 'PutEvents', reuses: 'UpdateApiDestination' }),
  service('fis', 'fis', { makes: 'CreateExperimentTemplate UpdateExperimentTemplate', runs: 'StartExperiment' }),
  service('gamelift', 'gamelift', { starts: 'CreateFleet CreateContainerFleet CreateGameServerGroup UpdateGameServerGroup', reuses: 'GetComputeAccess GetInstanceAccess' }),
  service('glue', 'glue', {
    starts: 'CreateDevEndpoint CreateSession StartDataQualityRulesetEvaluationRun StartBlueprintRun', makes: 'CreateJob UpdateJob CreateCrawler UpdateCrawler CreateMLTransform UpdateMLTransform',
    runs: 'StartJobRun CreateTrigger UpdateTrigger StartTrigger StartCrawler RunStatement StartWorkflowRun', reuses: 'RunStatement UpdateBlueprint',
  }),
  service('greengrass', 'greengrass credentials.iot', { makes: 'AssociateRoleToGroup', runs: 'CreateDeployment', reuses: 'CreateDeployment CreateComponentVersion' }),
  service('groundstation', 'groundstation', { starts: 'CreateConfig UpdateConfig' }),
  service('imagebuilder', 'ec2 imagebuilder', { makes: 'CreateInfrastructureConfiguration UpdateInfrastructureConfiguration', runs: 'CreateImage StartImagePipelineExecution CreateImagePipeline UpdateImagePipeline', starts: 'CreateLifecyclePolicy' }),
  service('iot', 'credentials.iot iot', { starts: 'CreateRoleAlias UpdateRoleAlias CreateTopicRule ReplaceTopicRule CreateProvisioningTemplate', reuses: 'AttachPolicy CreateKeysAndCertificate' }),
  service('iotevents', 'iotevents', { makes: 'CreateDetectorModel UpdateDetectorModel', runs: 'BatchPutMessage' }),
  service('kinesisanalytics', 'kinesisanalytics', { makes: 'CreateApplication', runs: 'StartApplication', reuses: 'UpdateApplication CreateApplicationPresignedUrl' }),
  service('lambda', 'lambda edgelambda', { makes: 'CreateFunction UpdateFunctionConfiguration', runs: 'InvokeFunction InvokeAsync AddPermission CreateFunctionUrlConfig', reuses: 'UpdateEventSourceMapping' }),
  service('lightsail', 'lightsail', { reuses: 'GetInstanceAccessDetails' }),
  service('m2', 'm2', { makes: 'CreateApplication', runs: 'StartApplication StartBatchJob' }),
  service('medialive', 'medialive', { makes: 'CreateChannel UpdateChannel', runs: 'StartChannel' }),
  service('omics', 'omics', { starts: 'StartRun StartRunBatch' }),
  service('opsworks', 'opsworks ec2', { makes: 'CreateStack CloneStack UpdateStack', runs: 'CreateInstance StartInstance CreateDeployment', reuses: 'CreateDeployment UpdateLayer' }),
  service('osis', 'osis-pipelines', { starts: 'CreatePipeline UpdatePipeline' }),
  service('panorama', 'panorama', { starts: 'CreateApplicationInstance' }),
  service('pipes', 'pipes', { starts: 'CreatePipe UpdatePipe' }),
  service('proton', 'proton', { starts: 'CreateEnvironment UpdateEnvironment UpdateAccountSettings' }),
  service('quicksight', 'quicksight', { starts: 'CreateDataSource UpdateDataSource' }),
  service('rds', 'rds', { starts: 'AddRoleToDBInstance AddRoleToDBCluster', reuses: 'StartExportTask' }),
  service('redshift', 'redshift redshift-serverless scheduler.redshift', { starts: 'CreateCluster ModifyClusterIamRoles CreateScheduledAction ModifyScheduledAction', reuses: 'GetClusterCredentialsWithIAM' }),
  service('redshift-data', 'redshift', { reuses: 'ExecuteStatement BatchExecuteStatement' }),
  service('redshift-serverless', 'redshift-serverless redshift', { starts: 'CreateNamespace UpdateNamespace CreateScheduledAction UpdateScheduledAction', reuses: 'GetCredentials' }),
  service('robomaker', 'robomaker', { starts: 'CreateSimulationJob StartSimulationJobBatch CreateDeploymentJob' }),
  service('sagemaker', 'sagemaker', {
    starts: 'CreateNotebookInstance UpdateNotebookInstance CreateTrainingJob CreateProcessingJob CreateHyperParameterTuningJob CreateAutoMLJob CreateAutoMLJobV2 CreateCompilationJob CreateLabelingJob CreateMonitoringSchedule UpdateMonitoringSchedule CreateCluster UpdateCluster CreateModelPackage CreateAlgorithm CreateInferenceExperiment CreateInferenceRecommendationsJob CreateMlflowApp CreateMlflowTrackingServer CreateOptimizationJob CreatePartnerApp CreateEdgePackagingJob CreateDataQualityJobDefinition CreateModelQualityJobDefinition CreateModelBiasJobDefinition CreateModelExplainabilityJobDefinition RenderUiTemplate CreateFlowDefinition CreateFeatureGroup',
    makes: 'CreateModel CreateDomain UpdateDomain CreateUserProfile UpdateUserProfile CreatePipeline UpdatePipeline CreateEndpointConfig CreateImage CreateProject',
    runs: 'CreateEndpoint UpdateEndpoint CreateTransformJob CreateApp CreatePresignedDomainUrl StartPipelineExecution CreateImageVersion CreateSpace',
    reuses: 'UpdatePipeline StartPipelineExecution UpdateNotebookInstanceLifecycleConfig StartSession CreateApp CreatePresignedMlflowTrackingServerUrl CreatePresignedMlflowAppUrl AttachClusterNodeVolume',
  }),
  service('scheduler', 'scheduler', { starts: 'CreateSchedule UpdateSchedule' }),
  service('servicecatalog', 'servicecatalog', { makes: 'CreateConstraint UpdateConstraint', runs: 'ProvisionProduct UpdateProvisionedProduct ExecuteProvisionedProductServiceAction', reuses: 'CreateProvisioningArtifact' }),
  service('simspaceweaver', 'simspaceweaver', { starts: 'StartSimulation' }),
  service('ssm', 'ssm', {
    starts: 'StartAutomationExecution CreateActivation UpdateManagedInstanceRole RegisterTaskWithMaintenanceWindow UpdateMaintenanceWindowTask CreateAssociation UpdateAssociation',
    reuses: 'ResumeSession UpdateAssociation CreateAssociationBatch UpdateMaintenanceWindowTask StartAssociationsOnce StartChangeRequestExecution',
  }),
  service('ssm-incidents', 'ssm-incidents', { makes: 'CreateResponsePlan UpdateResponsePlan', runs: 'StartIncident' }),
  service('ssm-quicksetup', 'ssm-quicksetup', { starts: 'CreateConfigurationManager UpdateConfigurationDefinition UpdateServiceSettings' }),
  service('states', 'states', { makes: 'CreateStateMachine UpdateStateMachine', runs: 'StartExecution StartSyncExecution', starts: 'TestState' }),
  service('swf', 'swf', { starts: 'StartWorkflowExecution', makes: 'RegisterWorkflowType', runs: 'RespondDecisionTaskCompleted' }),
  service('synthetics', 'lambda synthetics', { makes: 'CreateCanary UpdateCanary', runs: 'StartCanary', starts: 'StartCanaryDryRun', reuses: 'UpdateCanary' }),
  service('transfer', 'transfer', { starts: 'CreateUser UpdateUser CreateAccess UpdateAccess CreateServer UpdateServer', reuses: 'ImportSshPublicKey' }),
  service('workspaces', 'workspaces ec2', { starts: 'ModifyWorkspaceCreationProperties' }),
];

/** Services that act with a role in one way of their own only, whatever the caller asks for: to pass them a role gives the caller nothing. */
export const fixedWork: readonly string[] = [
  'access-analyzer', 'backup', 'cloudtrail', 'cloudwatch', 'config', 'config-multiaccountsetup', 'delivery.logs', 'directconnect', 'dlm', 'ds', 'export.rds', 'guardduty', 'health',
  'inspector2', 'logs', 'macie', 'malware-protection-plan.guardduty', 'monitoring', 'monitoring.rds', 'replication', 'securityhub', 'support', 'trustedadvisor', 'vpc-flow-logs',
].map((name) => `${name}.amazonaws.com`);
