import { calls } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Windows password data read for many instances. */
export const thrPasswordDataRead = defineDetection({
  id: 'thr-password-data-read',
  title: 'Windows password data read for many instances',
  severity: 'medium',
  attack: ['T1552.005'],
  data: 'management',
  tier: 2,
  falsePositives: ['Onboarding of a fleet of Windows instances'],
  logic: { type: 'threshold', match: calls('ec2', 'GetPasswordData'), groupBy: ['userIdentity.arn'], count: 20, windowSeconds: 3600 },
  examples: {
    match: [
      {
        eventSource: 'ec2.amazonaws.com',
        eventName: 'GetPasswordData',
        errorCode: 'Client.UnauthorizedOperation',
        errorMessage: 'You are not authorized to perform this operation. Encoded authorization failure message: 1Qju1r-MUd3Ls-t7y4w4lpDtgZ-SW3htXqO4UWyYc3RRm71l29ME4w3IIewWhVC8ebqeZswLhkaNtKJcthIjmcqywqV1VgZqs4N-GL8hiyqyOvRy9rmG-ngQIz_Kcpi0mGOOCMd6TWGim0j6xYTiUVvdWURwLDOA5tPeD3lbCq13-0U29FMpt9V4D3RP_gUQ0gWAED4heCGuWygNHtwkM7kapWT0U_reDDIrpM6BANEpBV8hUZ0DM3Pd8arpnHnzQ93N0PZ8Agcw049fARhceT4yM1xMJw8T_iDnU2sgAJvj22MhubJf0Ni0jkEG3OyumbfAa-P7dlqGXT6Qj5FxVSnNOXfmowCbAgQWd9iJuNNpBt6HuYcUhNVhBOGaqNdsFLSqontKFUCCJoOQnBnV4xnIfVEXOUNUZyp8vg6tKI7ieoB71iiIjvLBB7SlSr9raQxnVLu8iPNDEpfLNlDBcFqlZ2PByaW21xKcLRqBFYJchBVhImo_ICrk8-Y_hisEL1L7IAiZASUYyRp5Xsm_uVY6GDIBaQfaegL7ZTOpMvs3OMd3oHW9uJkkp5ButArvKh4TNHwtW2OVkg',
        userIdentity: {
          type: 'AssumedRole',
          arn: 'arn:aws:sts::123837392027:assumed-role/stratus-red-team-ec2-get-password-data-role/aws-go-sdk-1688990082523310002',
        },
        recipientAccountId: '123837392027',
      },
    ],
    noMatch: [
      {
        eventSource: 'ec2.amazonaws.com',
        eventName: 'DescribeInstances',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
      },
    ],
  },
});
