/** Names of the environment variables by which the constructs tell the handlers what they work with. */
export const Environment = {
  /** Name of the bucket of the lake. */
  LAKE_BUCKET: 'LAKE_BUCKET',
  /** What the keys of the lake begin with: empty, or with a slash at the end. */
  LAKE_PREFIX: 'LAKE_PREFIX',
  /** URL of the queue for what cannot be consumed. */
  DEAD_LETTER_QUEUE_URL: 'DEAD_LETTER_QUEUE_URL',
  /** Settings of the detections, as JSON. */
  DETECTION_SETTINGS: 'DETECTION_SETTINGS',
  /** Settings of a scan, as JSON. */
  SCAN_SETTINGS: 'SCAN_SETTINGS',
  /** ARN of the topic for new findings; empty where there is none. */
  TOPIC_ARN: 'TOPIC_ARN',
  /** Name of the bus for the events of a scan, or for what events tell as they happen. */
  EVENT_BUS: 'EVENT_BUS',
  /** Database of AWS Glue that the tables of the lake are in. */
  DATABASE: 'DATABASE',
  /** URL of the queue of the units to read again. */
  UNITS_QUEUE_URL: 'UNITS_QUEUE_URL',
  /** Seconds in which a unit is read again at most once. */
  DEBOUNCE_SECONDS: 'DEBOUNCE_SECONDS',
  /** Which part of a scan the function runs. */
  SCAN_PART: 'SCAN_PART',
} as const;
