// ~~ Generated from the folder listing by projenrc/barrels.ts. To modify, add or remove a file and run "npx projen".
import { agentcoreBrowser } from './agentcore-browser';
import { agentcoreBrowserNew } from './agentcore-browser-new';
import { agentcoreHarnessNew } from './agentcore-harness-new';
import { agentcoreRuntimeNew } from './agentcore-runtime-new';
import { amplify001 } from './amplify-001';
import { apprunner001 } from './apprunner-001';
import { apprunner002 } from './apprunner-002';
import { autoscalingNew } from './autoscaling-new';
import { autoscalingTemplate } from './autoscaling-template';
import { autoscalingUpdate } from './autoscaling-update';
import { batch001 } from './batch-001';
import { batch002 } from './batch-002';
import { bedrock001 } from './bedrock-001';
import { bedrock002 } from './bedrock-002';
import { bedrockAgentTool } from './bedrock-agent-tool';
import { braket001 } from './braket-001';
import { cloudformation001 } from './cloudformation-001';
import { cloudformation002 } from './cloudformation-002';
import { cloudformation003 } from './cloudformation-003';
import { cloudformation004 } from './cloudformation-004';
import { cloudformation005 } from './cloudformation-005';
import { cloudformationChangesetPassrole } from './cloudformation-changeset-passrole';
import { cloudformationUpdatePassrole } from './cloudformation-update-passrole';
import { codebuild001 } from './codebuild-001';
import { codebuild002 } from './codebuild-002';
import { codebuild003 } from './codebuild-003';
import { codebuild004 } from './codebuild-004';
import { codebuildUpdate } from './codebuild-update';
import { codebuildUpdatePassrole } from './codebuild-update-passrole';
import { codedeploy001 } from './codedeploy-001';
import { codepipelineNew } from './codepipeline-new';
import { codepipelinePoll } from './codepipeline-poll';
import { codestarAssociate } from './codestar-associate';
import { codestarPassrole } from './codestar-passrole';
import { cognitoAddToGroup } from './cognito-add-to-group';
import { cognitoIdentityUpdatePool } from './cognito-identity-update-pool';
import { cognitoSetPassword } from './cognito-set-password';
import { cognitoidentity001 } from './cognitoidentity-001';
import { datapipeline001 } from './datapipeline-001';
import { dsResetPassword } from './ds-reset-password';
import { ec2001 } from './ec2-001';
import { ec2002 } from './ec2-002';
import { ec2003 } from './ec2-003';
import { ec2004 } from './ec2-004';
import { ec2005 } from './ec2-005';
import { ec2LaunchTemplateUserData } from './ec2-launch-template-user-data';
import { ec2NewInstanceProfile } from './ec2-new-instance-profile';
import { ec2ReplaceProfile } from './ec2-replace-profile';
import { ec2SerialConsole } from './ec2-serial-console';
import { ec2UserData } from './ec2-user-data';
import { ecs001 } from './ecs-001';
import { ecs002 } from './ecs-002';
import { ecs003 } from './ecs-003';
import { ecs004 } from './ecs-004';
import { ecs005 } from './ecs-005';
import { ecs006 } from './ecs-006';
import { ecs007 } from './ecs-007';
import { ecs008 } from './ecs-008';
import { ecs009 } from './ecs-009';
import { ecsUpdateService } from './ecs-update-service';
import { eksAccessEntry } from './eks-access-entry';
import { elasticbeanstalkNew } from './elasticbeanstalk-new';
import { elasticbeanstalkUpdate } from './elasticbeanstalk-update';
import { emr001 } from './emr-001';
import { emrAddSteps } from './emr-add-steps';
import { emrEditorNew } from './emr-editor-new';
import { emrEditorOpen } from './emr-editor-open';
import { glue001 } from './glue-001';
import { glue002 } from './glue-002';
import { glue003 } from './glue-003';
import { glue004 } from './glue-004';
import { glue005 } from './glue-005';
import { glue006 } from './glue-006';
import { glue007 } from './glue-007';
import { glueScriptOverwrite } from './glue-script-overwrite';
import { iam001 } from './iam-001';
import { iam002 } from './iam-002';
import { iam003 } from './iam-003';
import { iam004 } from './iam-004';
import { iam005 } from './iam-005';
import { iam006 } from './iam-006';
import { iam007 } from './iam-007';
import { iam008 } from './iam-008';
import { iam009 } from './iam-009';
import { iam010 } from './iam-010';
import { iam011 } from './iam-011';
import { iam012 } from './iam-012';
import { iam013 } from './iam-013';
import { iam014 } from './iam-014';
import { iam015 } from './iam-015';
import { iam016 } from './iam-016';
import { iam017 } from './iam-017';
import { iam018 } from './iam-018';
import { iam019 } from './iam-019';
import { iam020 } from './iam-020';
import { iam021 } from './iam-021';
import { iam022 } from './iam-022';
import { iam023 } from './iam-023';
import { iamCreateRoleAttach } from './iam-create-role-attach';
import { iamCreateRolePut } from './iam-create-role-put';
import { iamCreateUserAttach } from './iam-create-user-attach';
import { iamCreateUserPut } from './iam-create-user-put';
import { iamDeleteRoleBoundary } from './iam-delete-role-boundary';
import { iamEnableMfa } from './iam-enable-mfa';
import { iamPutRoleBoundary } from './iam-put-role-boundary';
import { iamPutUserBoundary } from './iam-put-user-boundary';
import { iamResetServiceSpecificCredential } from './iam-reset-service-specific-credential';
import { iamResyncMfa } from './iam-resync-mfa';
import { iamServiceSpecificCredential } from './iam-service-specific-credential';
import { iamSetDefaultVersion } from './iam-set-default-version';
import { iamUpdateAccessKey } from './iam-update-access-key';
import { iamUpdateSamlProvider } from './iam-update-saml-provider';
import { iamUploadSshKey } from './iam-upload-ssh-key';
import { identitystoreGroup } from './identitystore-group';
import { kinesisanalytics001 } from './kinesisanalytics-001';
import { kmsPutKeyPolicy } from './kms-put-key-policy';
import { lambda001 } from './lambda-001';
import { lambda002 } from './lambda-002';
import { lambda003 } from './lambda-003';
import { lambda004 } from './lambda-004';
import { lambda005 } from './lambda-005';
import { lambdaCodeDownload } from './lambda-code-download';
import { lambdaEdge } from './lambda-edge';
import { lambdaEnvironment } from './lambda-environment';
import { lambdaFunctionUrl } from './lambda-function-url';
import { lambdaLayer } from './lambda-layer';
import { lambdaNewDynamodb } from './lambda-new-dynamodb';
import { lambdaSwapRole } from './lambda-swap-role';
import { omics001 } from './omics-001';
import { organizationsAccountAccessRole } from './organizations-account-access-role';
import { rdsClusterRole } from './rds-cluster-role';
import { redshiftCredentials } from './redshift-credentials';
import { s3CfnTemplateRace } from './s3-cfn-template-race';
import { s3LambdaCode } from './s3-lambda-code';
import { s3TerraformState } from './s3-terraform-state';
import { s3TerraformStateWrite } from './s3-terraform-state-write';
import { sagemaker001 } from './sagemaker-001';
import { sagemaker002 } from './sagemaker-002';
import { sagemaker003 } from './sagemaker-003';
import { sagemaker004 } from './sagemaker-004';
import { sagemaker005 } from './sagemaker-005';
import { sagemakerDomain } from './sagemaker-domain';
import { sagemakerDomainUrl } from './sagemaker-domain-url';
import { sagemakerTuning } from './sagemaker-tuning';
import { scheduler001 } from './scheduler-001';
import { secretsmanagerGet } from './secretsmanager-get';
import { ssm001 } from './ssm-001';
import { ssm002 } from './ssm-002';
import { ssmAssociation } from './ssm-association';
import { ssmGetParameter } from './ssm-get-parameter';
import { ssmMaintenanceWindow } from './ssm-maintenance-window';
import { ssmStartAutomation } from './ssm-start-automation';
import { ssmUpdateDocument } from './ssm-update-document';
import { sso001 } from './sso-001';
import { sso002 } from './sso-002';
import { sso003 } from './sso-003';
import { ssoAccountAssignment } from './sso-account-assignment';
import { ssoAttachCustomerPolicy } from './sso-attach-customer-policy';
import { ssoDirectoryPassword } from './sso-directory-password';
import { ssoRemoveBoundary } from './sso-remove-boundary';
import { stepfunctions001 } from './stepfunctions-001';
import { stepfunctions002 } from './stepfunctions-002';
import { sts001 } from './sts-001';
import { stsSaml } from './sts-saml';
import { stsWebIdentity } from './sts-web-identity';

/** Every file of `src/catalogue/privilege-paths`, in the order of their names. */
export const privilegePaths = [
  agentcoreBrowser,
  agentcoreBrowserNew,
  agentcoreHarnessNew,
  agentcoreRuntimeNew,
  amplify001,
  apprunner001,
  apprunner002,
  autoscalingNew,
  autoscalingTemplate,
  autoscalingUpdate,
  batch001,
  batch002,
  bedrock001,
  bedrock002,
  bedrockAgentTool,
  braket001,
  cloudformation001,
  cloudformation002,
  cloudformation003,
  cloudformation004,
  cloudformation005,
  cloudformationChangesetPassrole,
  cloudformationUpdatePassrole,
  codebuild001,
  codebuild002,
  codebuild003,
  codebuild004,
  codebuildUpdate,
  codebuildUpdatePassrole,
  codedeploy001,
  codepipelineNew,
  codepipelinePoll,
  codestarAssociate,
  codestarPassrole,
  cognitoAddToGroup,
  cognitoIdentityUpdatePool,
  cognitoSetPassword,
  cognitoidentity001,
  datapipeline001,
  dsResetPassword,
  ec2001,
  ec2002,
  ec2003,
  ec2004,
  ec2005,
  ec2LaunchTemplateUserData,
  ec2NewInstanceProfile,
  ec2ReplaceProfile,
  ec2SerialConsole,
  ec2UserData,
  ecs001,
  ecs002,
  ecs003,
  ecs004,
  ecs005,
  ecs006,
  ecs007,
  ecs008,
  ecs009,
  ecsUpdateService,
  eksAccessEntry,
  elasticbeanstalkNew,
  elasticbeanstalkUpdate,
  emr001,
  emrAddSteps,
  emrEditorNew,
  emrEditorOpen,
  glue001,
  glue002,
  glue003,
  glue004,
  glue005,
  glue006,
  glue007,
  glueScriptOverwrite,
  iam001,
  iam002,
  iam003,
  iam004,
  iam005,
  iam006,
  iam007,
  iam008,
  iam009,
  iam010,
  iam011,
  iam012,
  iam013,
  iam014,
  iam015,
  iam016,
  iam017,
  iam018,
  iam019,
  iam020,
  iam021,
  iam022,
  iam023,
  iamCreateRoleAttach,
  iamCreateRolePut,
  iamCreateUserAttach,
  iamCreateUserPut,
  iamDeleteRoleBoundary,
  iamEnableMfa,
  iamPutRoleBoundary,
  iamPutUserBoundary,
  iamResetServiceSpecificCredential,
  iamResyncMfa,
  iamServiceSpecificCredential,
  iamSetDefaultVersion,
  iamUpdateAccessKey,
  iamUpdateSamlProvider,
  iamUploadSshKey,
  identitystoreGroup,
  kinesisanalytics001,
  kmsPutKeyPolicy,
  lambda001,
  lambda002,
  lambda003,
  lambda004,
  lambda005,
  lambdaCodeDownload,
  lambdaEdge,
  lambdaEnvironment,
  lambdaFunctionUrl,
  lambdaLayer,
  lambdaNewDynamodb,
  lambdaSwapRole,
  omics001,
  organizationsAccountAccessRole,
  rdsClusterRole,
  redshiftCredentials,
  s3CfnTemplateRace,
  s3LambdaCode,
  s3TerraformState,
  s3TerraformStateWrite,
  sagemaker001,
  sagemaker002,
  sagemaker003,
  sagemaker004,
  sagemaker005,
  sagemakerDomain,
  sagemakerDomainUrl,
  sagemakerTuning,
  scheduler001,
  secretsmanagerGet,
  ssm001,
  ssm002,
  ssmAssociation,
  ssmGetParameter,
  ssmMaintenanceWindow,
  ssmStartAutomation,
  ssmUpdateDocument,
  sso001,
  sso002,
  sso003,
  ssoAccountAssignment,
  ssoAttachCustomerPolicy,
  ssoDirectoryPassword,
  ssoRemoveBoundary,
  stepfunctions001,
  stepfunctions002,
  sts001,
  stsSaml,
  stsWebIdentity,
];