using Amazon.CDK;
using CdkSecurityScanner;

var app = new App();
var trust = new ReadOnlyScannerRoleProps { TrustedAccountId = "222222222222", ExternalId = "agreed-7f3a" };

var access = NewStack("SecurityScannerAccess", "111111111111");
_ = new OrgStackSetDeployment(access, "Onboarding", new OrgStackSetDeploymentProps { OrganizationalUnitIds = ["r-abcd"], ScannerRole = trust });

var scanner = NewStack("SecurityScanner", "222222222222");
_ = new SecurityScanner(scanner, "Scanner", new SecurityScannerProps { ExternalId = trust.ExternalId, AccountIds = ["333333333333", "444444444444"] });

app.Synth();

Stack NewStack(string id, string account) =>
    new(app, id, new StackProps { Env = new Amazon.CDK.Environment { Account = account, Region = "eu-central-1" } });
