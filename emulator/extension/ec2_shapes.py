"""What EC2's answers lack in ministack: keys of encrypted disks, public addresses of interfaces, default group rules."""

from html import escape

from ministack.services import ec2

from . import ec2_settings
from .hooks import element
from .kms_managed_keys import managed_key

_DEFAULT_GROUP = "default VPC security group"


def install():
    """Complete the answers and the records behind them."""
    _show_keys()
    _show_addresses()
    _show_groups()
    _encrypt_new_volumes()


def encrypt(volume, wanted, key):
    """Encrypt a volume if asked to, or if the account does so by default."""
    volume["Encrypted"] = str(wanted).lower() == "true" or ec2_settings.encrypts_by_default()
    if not volume["Encrypted"]:
        return
    key = key or ec2_settings.default_key()
    if key == "alias/aws/ebs":
        key = managed_key("ebs")
    prefix = f"arn:aws:kms:{ec2.get_region()}:{ec2.get_account_id()}:"
    volume["KmsKeyId"] = key if key.startswith("arn:") else prefix + (key if key.startswith("alias/") else f"key/{key}")


def _show_keys():
    volume_xml, snapshot_xml, create_snapshot = ec2._volume_inner_xml, ec2._snapshot_inner_xml, ec2._create_snapshot

    def create_snapshot_with_key(params):
        before = set(ec2._snapshots)
        response = create_snapshot(params)
        for snapshot_id in set(ec2._snapshots) - before:
            volume = ec2._volumes[ec2._snapshots[snapshot_id]["VolumeId"]]
            ec2._snapshots[snapshot_id]["KmsKeyId"] = volume.get("KmsKeyId")
        return response

    ec2._volume_inner_xml = lambda volume: volume_xml(volume) + element("kmsKeyId", volume.get("KmsKeyId")) + element(
        "throughput", volume.get("Throughput") or None)
    ec2._snapshot_inner_xml = lambda snapshot: snapshot_xml(snapshot) + element("kmsKeyId", snapshot.get("KmsKeyId"))
    ec2._ACTION_MAP["CreateSnapshot"] = create_snapshot_with_key


def _show_addresses():
    interface_xml = ec2._eni_fields_xml

    def with_association(interface, tag="item"):
        xml = interface_xml(interface, tag)
        instance = ec2._instances.get((interface.get("Attachment") or {}).get("InstanceId")) or {}
        address = next((item for item in ec2._addresses.values()
                        if item.get("NetworkInterfaceId") == interface["NetworkInterfaceId"]), {})
        public_ip = address.get("PublicIp") or instance.get("PublicIpAddress")
        association = element("association", {
            "publicIp": public_ip, "publicDnsName": instance.get("PublicDnsName") or None,
            "ipOwnerId": ec2.get_account_id() if address else "amazon",
            "allocationId": address.get("AllocationId"), "associationId": address.get("AssociationId"),
        }) if public_ip else ""
        return xml.rstrip().removesuffix(f"</{tag}>") + association + f"</{tag}>"

    ec2._eni_fields_xml = with_association


def _show_groups():
    group_xml = ec2._sg_xml

    def with_arn(group):
        arn = f"arn:aws:ec2:{ec2.get_region()}:{group['OwnerId']}:security-group/{group['GroupId']}"
        safe = {**group, "Description": escape(group["Description"]), "GroupName": escape(group["GroupName"])}
        return group_xml(safe).rstrip().removesuffix("</item>") + element("securityGroupArn", arn) + "</item>"

    ec2._sg_xml = with_arn
    ec2._security_groups.__class__ = _SecurityGroups


class _SecurityGroups(type(ec2._security_groups)):
    """AWS lets the members of a VPC's default group reach each other; ministack's default groups let nothing in."""

    # No attributes of its own, so that an existing dictionary can take this class.
    __slots__ = ()

    def __setitem__(self, group_id, group):
        if group.get("Description") == _DEFAULT_GROUP and not group["IpPermissions"]:
            group["IpPermissions"] = [{
                "IpProtocol": "-1", "IpRanges": [], "Ipv6Ranges": [], "PrefixListIds": [],
                "UserIdGroupPairs": [{"GroupId": group_id, "UserId": group["OwnerId"]}]}]
        super().__setitem__(group_id, group)


def _encrypt_new_volumes():
    create_volume = ec2._create_volume

    def create(params):
        before = set(ec2._volumes)
        response = create_volume(params)
        for volume_id in set(ec2._volumes) - before:
            encrypt(ec2._volumes[volume_id], ec2._p(params, "Encrypted"), ec2._p(params, "KmsKeyId"))
            return ec2._xml(200, "CreateVolumeResponse", ec2._volume_inner_xml(ec2._volumes[volume_id]))
        return response

    ec2._ACTION_MAP["CreateVolume"] = create
