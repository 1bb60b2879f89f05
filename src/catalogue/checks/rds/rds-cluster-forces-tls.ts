import { defineCheck } from '../../model/check';
import { rds } from '../../services/rds';

/** CIS and NIST ask for TLS; the parameters of an Aurora cluster: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Security.html */
export const rdsClusterForcesTls = defineCheck(rds, {
  id: 'rds-cluster-forces-tls',
  entity: 'aws_rds_cluster',
  severity: 'high',
  title: 'RDS clusters refuse connections without TLS, where the engine can',
  why: 'Passwords and data can be read and changed between the application and the database.',
  needs: [rds.need('DescribeDBClusters'), rds.need('DescribeDBClusterParameters')],
  remedy: {
    cli: 'aws rds modify-db-cluster-parameter-group --db-cluster-parameter-group-name <group> --parameters ParameterName=rds.force_ssl,ParameterValue=1,ApplyMethod=immediate',
    cdk: "new rds.ParameterGroup(this, 'Parameters', { engine, parameters: { 'rds.force_ssl': '1' } }) // require_secure_transport: 'ON' for MySQL",
  },
  prowler: ['rds_instance_transport_encrypted'],
  applies: (cluster) => cluster.forcesTls !== undefined && cluster.Status !== 'deleting',
  fails: ({ forcesTls, TlsParameters }) => forcesTls ? undefined
    : `the parameter group has ${TlsParameters.map(({ ParameterName, ParameterValue }) => `${ParameterName} ${ParameterValue ?? 'not set'}`).join(', ')}`,
  examples: {
    pass: [{ entity: { forcesTls: true, TlsParameters: [{ ParameterName: 'rds.force_ssl', ParameterValue: '1' }] } }],
    fail: [
      { entity: { forcesTls: false, TlsParameters: [{ ParameterName: 'require_secure_transport', ParameterValue: 'OFF' }] } },
      { entity: { forcesTls: false, TlsParameters: [{ ParameterName: 'rds.force_ssl', ParameterValue: undefined }] } },
    ],
  },
});
