import { defineCheck } from '../../model/check';
import { rds } from '../../services/rds';

/** Members of a cluster go by its parameters, see rds-cluster-forces-tls: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html */
export const rdsInstanceForcesTls = defineCheck(rds, {
  id: 'rds-instance-forces-tls',
  entity: 'aws_db_instance',
  severity: 'high',
  title: 'RDS instances refuse connections without TLS, where the engine can',
  why: 'Passwords and data can be read and changed between the application and the database.',
  needs: [rds.need('DescribeDBInstances'), rds.need('DescribeDBParameters')],
  remedy: {
    cli: 'aws rds modify-db-parameter-group --db-parameter-group-name <group> --parameters ParameterName=rds.force_ssl,ParameterValue=1,ApplyMethod=immediate',
    cdk: "new rds.ParameterGroup(this, 'Parameters', { engine, parameters: { 'rds.force_ssl': '1' } }) // require_secure_transport: '1' for MySQL and MariaDB",
  },
  prowler: ['rds_instance_transport_encrypted'],
  applies: (instance) => instance.forcesTls !== undefined && !instance.DBClusterIdentifier && instance.DBInstanceStatus !== 'deleting',
  fails: ({ forcesTls, TlsParameters }) => forcesTls ? undefined
    : `the parameter group has ${TlsParameters.map(({ ParameterName, ParameterValue }) => `${ParameterName} ${ParameterValue ?? 'not set'}`).join(', ')}`,
  examples: {
    pass: [{ entity: { forcesTls: true, TlsParameters: [{ ParameterName: 'rds.force_ssl', ParameterValue: '1' }] } }],
    fail: [
      { entity: { forcesTls: false, TlsParameters: [{ ParameterName: 'rds.force_ssl', ParameterValue: '0' }] } },
      { entity: { forcesTls: false, TlsParameters: [{ ParameterName: 'require_secure_transport', ParameterValue: undefined }] } },
    ],
  },
});
