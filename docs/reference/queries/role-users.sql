-- What uses each IAM role? A row for every resource that runs as the role; an empty user where nothing that was read uses it.
SELECT
  role.account,
  role.displayName AS role,
  role._key AS role_arn,
  edge._fromType AS user_type,
  edge._fromEntityKey AS user_key,
  edge.region AS user_region
FROM entities role
LEFT JOIN relationships edge ON edge._toEntityKey = role._key AND edge._fromType NOT IN ('aws_iam', 'aws_account')
WHERE role._type = 'aws_iam_role' AND NOT role._mapped
  AND json_extract_scalar(role.properties, '$.isServiceLinked') = 'false'
ORDER BY role.account, role.displayName, edge._fromEntityKey
