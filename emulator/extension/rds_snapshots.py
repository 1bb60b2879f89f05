"""RDS snapshots: sharing them with other accounts, which ministack lacks."""

from ministack.services import rds

from .hooks import element


def install():
    """Add the calls that read and change whom a snapshot may be restored by."""
    for kind, snapshots in (("DBSnapshot", rds._snapshots), ("DBClusterSnapshot", rds._db_cluster_snapshots)):
        rds._ACTION_MAP[f"Modify{kind}Attribute"] = _handler(f"Modify{kind}Attribute", kind, snapshots)
        rds._ACTION_MAP[f"Describe{kind}Attributes"] = _handler(f"Describe{kind}Attributes", kind, snapshots)


def _handler(action, kind, snapshots):
    def handle(params):
        name = rds._p(params, f"{kind}Identifier")
        if name not in snapshots:
            return rds._error(f"{kind}NotFoundFault" if "Cluster" in kind else "DBSnapshotNotFound", f"{name} not found.", 404)
        shared = (set(snapshots[name].get("sharedWith", ())) | _values(params, "ValuesToAdd")) - _values(params, "ValuesToRemove")
        snapshots[name]["sharedWith"] = sorted(shared)
        attribute = {"AttributeName": "restore", "AttributeValues": {"AttributeValue": sorted(shared)}}
        result = {f"{kind}AttributesResult": {f"{kind}Identifier": name, f"{kind}Attributes": {f"{kind}Attribute": attribute}}}
        return rds._xml(200, f"{action}Response", element(f"{action}Result", result))
    return handle


def _values(params, name):
    return {rds._p(params, key) for key in params if key.startswith(f"{name}.")}
