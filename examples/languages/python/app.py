from aws_cdk import App, Environment, Stack
from cdk_security_scanner import OrgStackSetDeployment, ReadOnlyScannerRoleProps, SecurityScanner

app = App()
trust = ReadOnlyScannerRoleProps(trusted_account_id="222222222222", external_id="agreed-7f3a")

access = Stack(app, "SecurityScannerAccess", env=Environment(account="111111111111", region="eu-central-1"))
OrgStackSetDeployment(access, "Onboarding", organizational_unit_ids=["r-abcd"], scanner_role=trust)

scanner = Stack(app, "SecurityScanner", env=Environment(account="222222222222", region="eu-central-1"))
SecurityScanner(scanner, "Scanner", external_id=trust.external_id, account_ids=["333333333333", "444444444444"])

app.synth()
