-- Which checks fail, worst first, on how many resources of how many accounts, and how many resources were not readable?
SELECT
  severity,
  "check",
  title,
  count(*) FILTER (WHERE status = 'fail') AS failed,
  count(DISTINCT CASE WHEN status = 'fail' THEN account END) AS accounts,
  count(*) FILTER (WHERE status = 'unknown') AS not_readable
FROM findings
WHERE source = 'posture' AND status IN ('fail', 'unknown')
GROUP BY severity, "check", title
ORDER BY
  CASE severity WHEN 'critical' THEN 1 WHEN 'high' THEN 2 WHEN 'medium' THEN 3 WHEN 'low' THEN 4 ELSE 5 END,
  failed DESC,
  "check"
