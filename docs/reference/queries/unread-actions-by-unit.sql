-- What could the last scan not read, unit by unit: the IAM action, whether the role lacks it, and the error code?
SELECT
  ledger.accountId AS account,
  ledger.region,
  ledger.service,
  ledger.status,
  json_extract_scalar(gap.unread, '$.action') AS action,
  json_extract_scalar(gap.unread, '$.denied') AS denied,
  json_extract_scalar(gap.unread, '$.code') AS code
FROM ledger
-- The gaps are a list of flat objects: what stands between braces is one of them.
CROSS JOIN UNNEST(regexp_extract_all(ledger.unread, '[{][^{}]*[}]')) AS gap(unread)
WHERE ledger.run = (SELECT max(run) FROM ledger)
ORDER BY 1, 2, 3, 5, 7
