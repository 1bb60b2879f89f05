#!/usr/bin/env python3
"""moto server (5.2.x) with a counting / fault-injecting WSGI layer in front.

    python server.py --port 5055 [--latency-ms 0] [--log calls.jsonl] [--gaps deny|raw]

Needs: pip install 'moto[server,all]==5.2.5'.  Listens on 127.0.0.1 only.

Control (plain HTTP, not AWS):
    GET  /__peers/stats             counters since last reset, as JSON
    POST /__peers/reset             zero the counters (does not touch moto's state)
    POST /__peers/config  {json}    latency_ms: sleep added to every call (outside the GIL)
                                    throttle_pct: % of calls answered ThrottlingException (HTTP 400), seeded
                                    deny: ["guardduty", "ec2:DescribeVolumes", ...] answered AccessDenied (HTTP 403)
                                    gaps: "deny" (default): what moto cannot do (unhandled exception, HTTP 500/501, Flask's own 404 page) is
                                    answered AccessDenied 403, so that no client retries it; "raw": moto's own HTTP 500
    POST /moto-api/reset            moto's own: drop all resources
Stats: calls, errors_4xx_5xx, throttled, denied, gaps (+ gaps_by_op), peak_in_flight, by_service, by_region, by_op
("service:Operation"), dup_calls, dup_by_op (identical method+path+body+region+service seen before since reset),
busy_s (sum of handler time), first/last timestamps.
"""
import argparse, collections, hashlib, io, json, os, random, re, sys, threading, time
from urllib.parse import parse_qs, unquote

os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")   # ~1,400 AWS managed policies, as in a real account
os.environ.setdefault("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")      # else ~1,300 bogus self-owned snapshots in every region
os.environ.setdefault("AWS_ACCESS_KEY_ID", "testing")
os.environ.setdefault("AWS_SECRET_ACCESS_KEY", "testing")

import botocore.session
from werkzeug.serving import run_simple
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app

import moto.sqs.models as _sqs  # moto 5.2.5 reports SQS CreatedTimestamp as a float string, AWS as an integer
_unix_time = _sqs.unix_time
_sqs.unix_time = lambda *a, **k: int(_unix_time(*a, **k))

import moto.iam.models as _iam  # GetAccountAuthorizationDetails leaves PolicyName/PolicyId out of Policies
_iam.ManagedPolicy.policy_name = property(lambda self: self.name)
_iam.ManagedPolicy.policy_id = property(lambda self: self.id)

import moto.ec2.models.instances as _ins  # AWS always returns CpuOptions
_ins.Instance.cpu_options = {"CoreCount": 1, "ThreadsPerCore": 2}

import moto.ec2.responses.availability_zones_and_regions as _azr  # moto ignores AllRegions and Filters


def _describe_regions(self):
    self.error_on_dryrun()
    filters = self._filters_from_querystring() or {}
    regions = self.ec2_backend.describe_regions(self._get_param("RegionNames", []))
    if not self._get_bool_param("AllRegions", False):
        regions = [r for r in regions if r.opt_in_status != "not-opted-in"]
    if "opt-in-status" in filters:
        regions = [r for r in regions if r.opt_in_status in filters["opt-in-status"]]
    return _azr.ActionResult({"Regions": regions})


_azr.AvailabilityZonesAndRegions.describe_regions = _describe_regions

CRED = re.compile(r"Credential=([^/]+)/(\d+)/([^/]+)/([^/]+)/aws4_request")


class OpResolver:
    """(signing service, method, path, query) -> operation name for REST protocols."""

    def __init__(self):
        self.sess = botocore.session.get_session()
        # signing names that differ from the client name, REST protocols only
        self.alias = {
            "execute-api": ["apigatewaymanagementapi"], "apigateway": ["apigateway", "apigatewayv2"],
            "elasticfilesystem": ["efs"], "es": ["es", "opensearch"], "lambda": ["lambda"],
            "macie2": ["macie2"], "access-analyzer": ["accessanalyzer"], "glacier": ["glacier"],
            "bedrock": ["bedrock", "bedrock-agent"], "ses": ["sesv2"], "mq": ["mq"],
            "elasticmapreduce": ["emr"], "kafka": ["kafka"], "airflow": ["mwaa"],
        }
        self.rules = {}

    def _rules(self, sign):
        if sign in self.rules:
            return self.rules[sign]
        out = []
        for name in self.alias.get(sign, [sign]):
            try:
                m = self.sess.get_service_model(name)
            except Exception:
                continue
            if not m.metadata.get("protocol", "").startswith("rest"):
                continue
            for op in m.operation_names:
                h = m.operation_model(op).http
                uri = h["requestUri"]
                path, _, q = uri.partition("?")
                rx = re.sub(r"\\\{[^}]+?\\\+\\\}", "(.+)", re.escape(path))
                rx = re.sub(r"\\\{[^}]+?\\\}", "([^/]+)", rx)
                qs = [x.split("=")[0] + ("=" + x.split("=")[1] if "=" in x else "") for x in q.split("&") if x]
                out.append((h["method"], re.compile("^" + rx.rstrip("/") + "/?$"), qs, op, len(qs), path.count("{")))
        out.sort(key=lambda r: (-r[4], r[5]))
        self.rules[sign] = out
        return out

    def resolve(self, sign, method, path, query):
        qkeys = query.split("&") if query else []
        names = {k.split("=")[0] for k in qkeys}
        for meth, rx, qs, op, _, _ in self._rules(sign):
            if meth != method or not rx.match(path):
                continue
            if all((q in qkeys) if "=" in q else (q in names) for q in qs):
                return op
        return f"{method} {'/'.join(path.split('/')[:3])}"


class Counting:
    def __init__(self, app, log=None):
        self.app, self.lock, self.log = app, threading.Lock(), open(log, "a", buffering=1) if log else None
        self.res = OpResolver()
        self.cfg = {"latency_ms": 0, "throttle_pct": 0, "deny": [], "gaps": "deny"}
        self.rng = random.Random(7)
        self.reset()

    def reset(self):
        self.n = self.err = self.thr = self.den = self.gap = self.inflight = self.peak = self.dup = 0
        self.busy = 0.0
        self.t0 = self.t1 = None
        self.svc, self.reg, self.ops, self.errs, self.gaps, self.dups = (collections.Counter() for _ in range(6))
        self.seen = set()

    def stats(self):
        return {"calls": self.n, "errors_4xx_5xx": self.err, "throttled": self.thr, "denied": self.den, "gaps": self.gap,
                "dup_calls": self.dup, "dup_by_op": dict(self.dups.most_common()), "peak_in_flight": self.peak, "busy_s": round(self.busy, 2),
                "span_s": round((self.t1 or 0) - (self.t0 or 0), 2), "config": self.cfg,
                "by_service": dict(self.svc.most_common()), "by_region": dict(self.reg.most_common()),
                "by_op": dict(self.ops.most_common()), "errors_by_op": dict(self.errs.most_common(80)), "gaps_by_op": dict(self.gaps.most_common(200))}

    def control(self, env, start):
        p = env["PATH_INFO"]
        body = env["wsgi.input"].read(int(env.get("CONTENT_LENGTH") or 0))
        with self.lock:
            if p.endswith("/reset"):
                self.reset()
            elif p.endswith("/config"):
                self.cfg.update(json.loads(body or b"{}"))
                self.rng = random.Random(7)
            out = json.dumps(self.stats()).encode()
        start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(out)))])
        return [out]

    def classify(self, env, body):
        auth = env.get("HTTP_AUTHORIZATION", "")
        m = CRED.search(auth)
        q = env.get("QUERY_STRING", "")
        region, sign = (m.group(3), m.group(4)) if m else ("-", "-")
        if not m and "X-Amz-Credential" in q:
            parts = unquote(q).split("X-Amz-Credential=")[1].split("&")[0].split("/")
            region, sign = parts[2], parts[3]
        tgt = env.get("HTTP_X_AMZ_TARGET")
        path = env["PATH_INFO"]
        if tgt:
            op = tgt.split(".")[-1]
        elif path.startswith("/service/") and "/operation/" in path:
            op = path.rsplit("/", 1)[1]
        elif "x-www-form-urlencoded" in env.get("CONTENT_TYPE", "") and body:
            op = (parse_qs(body.decode("utf8", "replace")).get("Action") or ["?"])[0]
        elif "Action=" in q:
            op = parse_qs(q)["Action"][0]
        else:
            op = self.res.resolve(sign, env["REQUEST_METHOD"], path, q)
        return sign, region, op

    def fail(self, env, start, status, code, msg):
        js = json.dumps({"__type": code, "code": code, "message": msg, "Message": msg}).encode()
        xm = (f"<?xml version='1.0'?><Response><Errors><Error><Code>{code}</Code><Message>{msg}</Message></Error></Errors>"
              f"<Error><Code>{code}</Code><Message>{msg}</Message></Error><RequestID>x</RequestID></Response>").encode()
        form = "x-www-form-urlencoded" in env.get("CONTENT_TYPE", "")
        m = CRED.search(env.get("HTTP_AUTHORIZATION", ""))
        rest_xml = bool(m and m.group(4) in ("s3", "cloudfront", "route53"))
        if form and m and m.group(4) != "ec2":
            xm = (f"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{msg}</Message></Error>"
                  f"<RequestId>x</RequestId></ErrorResponse>").encode()
        elif rest_xml:
            xm = (f"<Error><Code>{code}</Code><Message>{msg}</Message></Error>" if m.group(4) == "s3" else
                  f"<ErrorResponse><Error><Code>{code}</Code><Message>{msg}</Message></Error></ErrorResponse>").encode()
        out, ct = (xm, "text/xml") if (form or rest_xml) else (js, "application/x-amz-json-1.1")
        if "cbor" in env.get("HTTP_SMITHY_PROTOCOL", "") or "cbor" in env.get("CONTENT_TYPE", ""):
            tstr = lambda x: (bytes([0x60 + len(x)]) if len(x) < 24 else bytes([0x78, len(x)])) + x.encode()
            out, ct = b"\xa2" + tstr("__type") + tstr(code) + tstr("message") + tstr(msg[:200]), "application/cbor"
            start(status, [("Content-Type", ct), ("smithy-protocol", "rpc-v2-cbor"), ("Content-Length", str(len(out)))])
            return [out]
        start(status, [("Content-Type", ct), ("x-amzn-ErrorType", code), ("Content-Length", str(len(out)))])
        return [out]

    def __call__(self, env, start):
        p = env["PATH_INFO"]
        if p.startswith("/__peers/"):
            return self.control(env, start)
        if p.startswith("/moto-api"):
            return self.app(env, start)
        body = b""
        n = int(env.get("CONTENT_LENGTH") or 0)
        if n:
            body = env["wsgi.input"].read(n)
            env["wsgi.input"] = io.BytesIO(body)
        sign, region, op = self.classify(env, body)
        key = hashlib.blake2b("|".join((sign, region, env["REQUEST_METHOD"], p, env.get("QUERY_STRING", ""),
                                        env.get("HTTP_X_AMZ_TARGET", ""))).encode() + body, digest_size=12).digest()
        t = time.time()
        with self.lock:
            self.n += 1
            self.svc[sign] += 1
            self.reg[region] += 1
            self.ops[f"{sign}:{op}"] += 1
            if key in self.seen:
                self.dup += 1
                self.dups[f"{sign}:{op}"] += 1
            self.seen.add(key)
            self.inflight += 1
            self.peak = max(self.peak, self.inflight)
            self.t0 = self.t0 or t
            cfg = self.cfg
            throttle = cfg["throttle_pct"] and self.rng.random() * 100 < cfg["throttle_pct"]
        status_box = ["200"]

        def start2(status, headers, exc_info=None):
            status_box[0] = status
            return start(status, headers, exc_info) if exc_info else start(status, headers)

        try:
            if cfg["latency_ms"]:
                time.sleep(cfg["latency_ms"] / 1000)
            if sign in cfg["deny"] or f"{sign}:{op}" in cfg["deny"]:
                with self.lock:
                    self.den += 1
                return self.fail(env, start2, "403 Forbidden", "AccessDenied", f"not authorized to perform {sign}:{op}")
            if throttle:
                with self.lock:
                    self.thr += 1
                s3 = sign == "s3"
                return self.fail(env, start2, "503 Slow Down" if s3 else "400 Bad Request",
                                 "SlowDown" if s3 else "Throttling", "Rate exceeded")
            if cfg["gaps"] == "raw":
                return self.app(env, start2)
            held = []
            try:
                out = self.app(env, lambda st, h, ei=None: held.append((st, h)))
            except Exception:
                out, held = None, [("500 gap", [])]
            html404 = held and held[0][0][:3] == "404" and any(k.lower() == "content-type" and "text/html" in v for k, v in held[0][1]) and sign != "s3"
            if out is None or (held and held[0][0][:3] in ("500", "501")) or html404:
                if hasattr(out, "close"):
                    out.close()
                with self.lock:
                    self.gap += 1
                    self.gaps[f"{sign}:{op}"] += 1
                return self.fail(env, start2, "403 Forbidden", "AccessDenied", f"emulator gap {sign}:{op}")
            if not held:  # lazily started response
                out = list(out)
            start2(*held[0])
            return out
        finally:
            t1 = time.time()
            with self.lock:
                self.inflight -= 1
                self.busy += t1 - t
                self.t1 = t1
                if status_box[0][0] in "45":
                    self.err += 1
                    self.errs[f"{sign}:{op} {status_box[0][:3]}"] += 1
            if self.log:
                self.log.write(json.dumps([round(t, 3), round(t1 - t, 4), sign, region, op, status_box[0][:3]]) + "\n")


class Quiet(MotoRequestHandler):
    def log_request(self, *a, **k):
        pass


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, default=5000)
    ap.add_argument("--latency-ms", type=float, default=0)
    ap.add_argument("--log")
    ap.add_argument("--gaps", default="deny", choices=["deny", "raw"])
    a = ap.parse_args()
    os.environ["MOTO_PORT"] = str(a.port)
    app = DomainDispatcherApplication(create_backend_app)
    app.debug = True
    c = Counting(app, a.log)
    c.cfg.update(latency_ms=a.latency_ms, gaps=a.gaps)
    run_simple("127.0.0.1", a.port, c, threaded=True, request_handler=Quiet)


if __name__ == "__main__":
    main()
