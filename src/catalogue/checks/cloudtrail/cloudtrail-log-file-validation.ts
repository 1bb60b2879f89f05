import { defineCheck } from '../../model/check';
import { cloudtrail } from '../../services/cloudtrail';

/** CIS "Ensure CloudTrail log file validation is enabled". */
export const cloudtrailLogFileValidation = defineCheck(cloudtrail, {
  id: 'cloudtrail-log-file-validation',
  entity: 'aws_cloudtrail',
  severity: 'medium',
  title: 'Trails write digests that prove their log files unchanged',
  why: 'Whoever deletes or changes a log file leaves no trace.',
  needs: [cloudtrail.need('DescribeTrails')],
  remedy: {
    cli: 'aws cloudtrail update-trail --name <trail> --enable-log-file-validation',
    cdk: "new cloudtrail.Trail(this, 'Trail', { enableFileValidation: true })",
  },
  prowler: ['cloudtrail_log_file_validation_enabled'],
  fails: ({ LogFileValidationEnabled }) => LogFileValidationEnabled ? undefined : `LogFileValidationEnabled is ${LogFileValidationEnabled}`,
  examples: {
    pass: [{ entity: { LogFileValidationEnabled: true } }],
    fail: [{ entity: { LogFileValidationEnabled: false } }],
  },
});
