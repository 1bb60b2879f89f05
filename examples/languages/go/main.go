package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	scanner "github.com/cdk-security-scanner/cdk-security-scanner-go/cdksecurityscanner"
)

func main() {
	defer jsii.Close()
	app := awscdk.NewApp(nil)
	trust := &scanner.ReadOnlyScannerRoleProps{TrustedAccountId: jsii.String("222222222222"), ExternalId: jsii.String("agreed-7f3a")}

	access := stack(app, "SecurityScannerAccess", "111111111111")
	scanner.NewOrgStackSetDeployment(access, jsii.String("Onboarding"), &scanner.OrgStackSetDeploymentProps{
		OrganizationalUnitIds: jsii.Strings("r-abcd"),
		ScannerRole:           trust,
	})

	security := stack(app, "SecurityScanner", "222222222222")
	scanner.NewSecurityScanner(security, jsii.String("Scanner"), &scanner.SecurityScannerProps{
		ExternalId: trust.ExternalId,
		AccountIds: jsii.Strings("333333333333", "444444444444"),
	})

	app.Synth(nil)
}

func stack(app awscdk.App, id string, account string) awscdk.Stack {
	return awscdk.NewStack(app, &id, &awscdk.StackProps{Env: &awscdk.Environment{Account: &account, Region: jsii.String("eu-central-1")}})
}
