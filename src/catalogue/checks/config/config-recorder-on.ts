import { defineCheck } from '../../model/check';
import { inRegions } from '../../model/every-region';
import { account } from '../../services/account';

interface Recorder {
  readonly name?: string;
  readonly recordingGroup?: { readonly allSupported?: boolean; readonly recordingStrategy?: { readonly useOnly?: string } };
  readonly status?: { readonly recording?: boolean; readonly lastStatus?: string };
}

function badOf({ name, recordingGroup: group, status }: Recorder): string | undefined {
  if (!status?.recording) return `${name} is stopped`;
  if (status.lastStatus === 'Failure') return `lastStatus of ${name} is Failure`;
  const isWhole = group?.allSupported || group?.recordingStrategy?.useOnly === 'EXCLUSION_BY_RESOURCE_TYPES';
  return isWhole ? undefined : `${name} records some types of resources only`;
}

/** CIS "Ensure AWS Config is enabled in all regions". */
export const configRecorderOn = defineCheck(account, {
  id: 'config-recorder-on',
  entity: 'aws_account',
  severity: 'medium',
  title: 'AWS Config records every type of resource in every Region',
  why: 'Nobody can tell when a setting was changed, and from what.',
  needs: [
    account.need('config-service.DescribeConfigurationRecorders'), account.need('config-service.DescribeConfigurationRecorderStatus'),
    account.need('config-service.DescribeDeliveryChannels'),
  ],
  remedy: {
    cli: 'aws configservice put-configuration-recorder --configuration-recorder name=default,roleARN=<role> --recording-group allSupported=true,includeGlobalResourceTypes=true && aws configservice start-configuration-recorder --configuration-recorder-name default',
    cdk: "new config.CfnConfigurationRecorder(this, 'Recorder', { roleArn, recordingGroup: { allSupported: true } }) // and a CfnDeliveryChannel",
  },
  prowler: ['config_recorder_all_regions_enabled'],
  fails: ({ Regions }) => inRegions(Regions, ({ ConfigurationRecorders: recorders = [], DeliveryChannels: channels = [] }) => {
    if (recorders.length === 0) return 'no recorder';
    if (channels.length === 0) return 'no delivery channel';
    const bad = recorders.map(badOf);
    return bad.includes(undefined) ? undefined : bad.join(', ');
  }),
  examples: {
    pass: [
      {
        entity: { Regions: [{ Region: 'eu-west-1', ConfigurationRecorders: [{ name: 'default', recordingGroup: { allSupported: true }, status: { recording: true, lastStatus: 'Success' } }], DeliveryChannels: [{ name: 'default', s3BucketName: 'b' }] }] },
      },
      {
        entity: { Regions: [{ Region: 'eu-west-1', ConfigurationRecorders: [{ name: 'default', recordingGroup: { allSupported: false, recordingStrategy: { useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' } }, status: { recording: true, lastStatus: 'Pending' } }], DeliveryChannels: [{ name: 'default', s3BucketName: 'b' }] }] },
      },
    ],
    fail: [
      { entity: { Regions: [{ Region: 'eu-west-1', ConfigurationRecorders: [], DeliveryChannels: [] }] } },
      {
        entity: { Regions: [{ Region: 'eu-west-1', ConfigurationRecorders: [{ name: 'default', recordingGroup: { allSupported: true }, status: { recording: false, lastStatus: 'Success' } }], DeliveryChannels: [{ name: 'default', s3BucketName: 'b' }] }] },
      },
      {
        entity: { Regions: [{ Region: 'eu-west-1', ConfigurationRecorders: [{ name: 'default', recordingGroup: { allSupported: true }, status: { recording: true, lastStatus: 'Failure' } }], DeliveryChannels: [{ name: 'default', s3BucketName: 'b' }] }] },
      },
      {
        entity: { Regions: [{ Region: 'eu-west-1', ConfigurationRecorders: [{ name: 'default', recordingGroup: { allSupported: false, resourceTypes: ['AWS::EC2::Instance'] }, status: { recording: true, lastStatus: 'Success' } }], DeliveryChannels: [{ name: 'default', s3BucketName: 'b' }] }] },
      },
      {
        entity: { Regions: [{ Region: 'eu-west-1', ConfigurationRecorders: [{ name: 'default', recordingGroup: { allSupported: true }, status: { recording: true, lastStatus: 'Success' } }], DeliveryChannels: [] }] },
      },
    ],
  },
});
