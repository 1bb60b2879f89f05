-- Which S3 buckets do not encrypt with AWS KMS by default, and with what instead? A bucket whose encryption was not readable says so.
WITH buckets AS (
  SELECT
    account,
    region,
    displayName AS bucket,
    _unread LIKE '%"s3:GetEncryptionConfiguration"%' AS is_unread,
    json_extract_scalar(properties, '$.ServerSideEncryptionConfiguration.Rules[0].ApplyServerSideEncryptionByDefault.SSEAlgorithm') AS algorithm
  FROM entities
  WHERE service = 's3' AND _type = 'aws_s3_bucket' AND NOT _mapped
)
SELECT account, region, bucket, CASE WHEN is_unread THEN 'not readable' ELSE coalesce(algorithm, 'none') END AS encryption
FROM buckets
WHERE is_unread OR coalesce(algorithm, 'none') NOT LIKE 'aws:kms%'
ORDER BY account, region, bucket
