/** How the queue learns of a new log file. */
export enum LogNotification {
  /** CloudTrail publishes to the topic. Leaves the notifications of the bucket alone and says nothing of digest files. */
  CLOUD_TRAIL = 'CLOUD_TRAIL',
  /** The bucket publishes to the topic, to which others can subscribe. A bucket has one such configuration for a prefix. */
  S3 = 'S3',
  /** The bucket sends its events to Amazon EventBridge, where a rule passes those of log files to the queue. Disturbs no other receiver. */
  EVENT_BRIDGE = 'EVENT_BRIDGE',
}
