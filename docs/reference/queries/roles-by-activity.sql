-- Which IAM roles acted in the last month, and which did not? The least used first. Needs the log files of CloudTrail in the lake.
WITH calls AS (
  SELECT principal, count(*) AS calls, max(eventTime) AS last_call
  FROM activity
  WHERE day >= CAST(CAST(current_date - INTERVAL '30' DAY AS date) AS varchar)
  GROUP BY principal
)
SELECT role.account, role.displayName AS role, role._key AS role_arn, coalesce(calls.calls, 0) AS calls, calls.last_call
FROM entities role
LEFT JOIN calls ON calls.principal = role._key
WHERE role._type = 'aws_iam_role' AND NOT role._mapped
  AND json_extract_scalar(role.properties, '$.isServiceLinked') = 'false'
ORDER BY coalesce(calls.calls, 0), role.account, role.displayName
