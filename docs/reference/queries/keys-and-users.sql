-- Which KMS keys are there, do they rotate, and what uses them? A row for every user; an empty user where nothing that was read uses the key.
SELECT
  kms.account,
  kms.region,
  kms.displayName AS kms_key,
  kms._key AS key_arn,
  json_extract_scalar(kms.properties, '$.KeyManager') AS manager,
  json_extract_scalar(kms.properties, '$.KeyState') AS state,
  json_extract_scalar(kms.properties, '$.KeyRotationEnabled') AS rotates,
  edge._fromType AS user_type,
  edge._fromEntityKey AS user_key
FROM entities kms
LEFT JOIN relationships edge ON edge._toEntityKey = kms._key AND edge._class = 'USES'
WHERE kms._type = 'aws_kms_key' AND NOT kms._mapped
ORDER BY kms.account, kms.region, kms.displayName, edge._fromEntityKey
