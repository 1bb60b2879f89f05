"""Details of EC2 that ministack leaves out: kinds of key pairs, public snapshots, and the ranges of peered networks."""

import base64

from ministack.services import ec2

from .hooks import element


def install():
    """Answer the calls on key pairs, on who may use a snapshot, and on peering connections."""
    import_key, create_key, describe_key = ec2._import_key_pair, ec2._create_key_pair, ec2._describe_key_pairs

    def keep(handler, facts_of):
        def handle(params):
            answer = handler(params)
            if answer[0] == 200:
                ec2._key_pairs[ec2._p(params, "KeyName")].update(facts_of(params))
            return answer
        return handle

    ec2._ACTION_MAP.update({
        "ImportKeyPair": keep(import_key, _imported),
        "CreateKeyPair": keep(create_key, lambda params: {"KeyType": ec2._p(params, "KeyType") or "rsa"}),
        "DescribeKeyPairs": lambda params: _with_key_facts(describe_key(params), ec2._p(params, "IncludePublicKey") == "true"),
        "ModifySnapshotAttribute": _modify_snapshot(ec2._modify_snapshot_attribute),
        "DescribeSnapshotAttribute": _describe_snapshot(ec2._describe_snapshot_attribute),
        "DescribeVpcPeeringConnections": _with_ranges(ec2._describe_vpc_peering_connections),
    })


def _imported(params):
    text = base64.b64decode(ec2._p(params, "PublicKeyMaterial")).decode()
    return {"KeyType": "ed25519" if text.startswith("ssh-ed25519") else "rsa", "PublicKey": text}


def _with_key_facts(answer, include_public_key):
    status, headers, body = answer
    text = body.decode()
    for pair in ec2._key_pairs.values():
        shown = element("keyType", pair.get("KeyType"))
        if include_public_key:
            shown += element("publicKey", pair.get("PublicKey"))
        identity = element("keyPairId", pair["KeyPairId"])
        text = text.replace(identity, identity + shown)
    return status, headers, text.encode()


def _modify_snapshot(modify):
    def handle(params):
        answer = modify(params)
        asked = {ec2._p(params, name) for name in params if name.startswith(("UserGroup.", "GroupName."))}
        snapshot = ec2._snapshots.get(ec2._p(params, "SnapshotId"))
        if answer[0] == 200 and "all" in asked:
            snapshot["_public"] = ec2._p(params, "OperationType") == "add"
        return answer
    return handle


def _describe_snapshot(describe):
    def handle(params):
        status, headers, body = describe(params)
        if not (ec2._snapshots.get(ec2._p(params, "SnapshotId")) or {}).get("_public"):
            return status, headers, body
        return status, headers, body.replace(b"<createVolumePermission>", b"<createVolumePermission><item><group>all</group></item>")
    return handle


def _with_ranges(describe):
    def handle(params):
        status, headers, body = describe(params)
        text = body.decode()
        for vpc in ec2._vpcs.values():
            identity = element("vpcId", vpc["VpcId"])
            text = text.replace(identity, identity + element("cidrBlock", vpc["CidrBlock"]))
        return status, headers, text.encode()
    return handle
