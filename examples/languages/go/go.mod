module example/scanner-app

go 1.23

require (
	github.com/aws/aws-cdk-go/awscdk/v2 v2.257.0
	github.com/aws/jsii-runtime-go v1.138.0
	github.com/cdk-security-scanner/cdk-security-scanner-go/cdksecurityscanner v0.0.0
)
