-- Who was refused which calls in the last week, how often, and when for the last time? Needs the log files of CloudTrail in the lake.
SELECT account, region, principal, eventSource AS event_source, eventName AS event_name, errorCode AS error_code, count(*) AS calls, max(eventTime) AS last_seen
FROM activity
WHERE day >= CAST(CAST(current_date - INTERVAL '7' DAY AS date) AS varchar)
  AND (errorCode LIKE '%AccessDenied%' OR errorCode LIKE '%UnauthorizedOperation%')
GROUP BY account, region, principal, eventSource, eventName, errorCode
ORDER BY calls DESC, account, region, principal, eventName
