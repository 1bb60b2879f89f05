"""EC2 instances as AWS launches them: network interface, public address by subnet, metadata options, disks."""

import re
from contextvars import ContextVar

from ministack.core.responses import new_uuid
from ministack.services import ec2

from . import ec2_settings
from .ec2_shapes import encrypt
from .hooks import element, expect

_METADATA = {
    "HttpTokens": "optional", "HttpPutResponseHopLimit": 1, "HttpEndpoint": "enabled",
    "HttpProtocolIpv6": "disabled", "InstanceMetadataTags": "disabled",
}
_options = ContextVar("launch_options", default=None)


def install():
    """Complete what RunInstances and CloudFormation launch, and what DescribeInstances shows of it."""
    launch, run_instances, instance_xml = ec2._launch_instances_internal, ec2._run_instances, ec2._instance_xml
    terminate, associate = ec2._terminate_instances, ec2._associate_address

    def launch_completed(*arguments, **named):
        created = launch(*arguments, **named)
        for instance in created:
            _complete(instance, _options.get() or {})
        return created

    def run_with_options(params):
        token = _options.set(_requested(params))
        try:
            return run_instances(params)
        finally:
            _options.reset(token)

    def terminate_with_interfaces(params):
        response = terminate(params)
        gone = ec2._parse_member_list(params, "InstanceId")
        for interface_id in [key for key, eni in ec2._network_interfaces.items()
                             if (eni.get("Attachment") or {}).get("InstanceId") in gone]:
            del ec2._network_interfaces[interface_id]
        return response

    def associate_with_interface(params):
        response = associate(params)
        if response[0] == 200:
            _give_address(ec2._addresses[ec2._p(params, "AllocationId")], ec2._p(params, "NetworkInterfaceId"))
        return response

    ec2._launch_instances_internal = launch_completed
    ec2._instance_xml = lambda instance: _completed_xml(instance_xml(instance), instance)
    ec2._associate_address = associate_with_interface
    ec2._ACTION_MAP.update(RunInstances=run_with_options, TerminateInstances=terminate_with_interfaces,
                           AssociateAddress=associate_with_interface, DescribeAddresses=_describe_addresses)


def launch(options, **instance):
    """Launch one instance; options are MetadataOptions, BlockDevices, AssociatePublicIpAddress and instance fields."""
    token = _options.set(options)
    try:
        return ec2._launch_instances_internal(count=1, **instance)[0]
    finally:
        _options.reset(token)


def _requested(params):
    """The options of a RunInstances request."""
    metadata = {name: ec2._p(params, f"MetadataOptions.{name}") for name in _METADATA
                if ec2._p(params, f"MetadataOptions.{name}")}
    devices, position = [], 1
    while ec2._p(params, f"BlockDeviceMapping.{position}.DeviceName"):
        prefix = f"BlockDeviceMapping.{position}"
        ebs = {name: ec2._p(params, f"{prefix}.Ebs.{name}")
               for name in ("VolumeSize", "VolumeType", "Encrypted", "KmsKeyId", "DeleteOnTermination")
               if ec2._p(params, f"{prefix}.Ebs.{name}")}
        devices.append({"DeviceName": ec2._p(params, f"{prefix}.DeviceName"), "Ebs": ebs})
        position += 1
    fields = {"_enclave": ec2._p(params, "EnclaveOptions.Enabled") == "true"}
    return {"MetadataOptions": metadata, "BlockDevices": devices, "Fields": fields}


def _complete(instance, options):
    subnet = ec2._subnets.get(instance["SubnetId"]) or {}
    instance["Placement"]["AvailabilityZone"] = subnet.get("AvailabilityZone",
                                                           instance["Placement"]["AvailabilityZone"])
    if not options.get("AssociatePublicIpAddress", subnet.get("MapPublicIpOnLaunch")):
        instance["PublicIpAddress"] = instance["PublicDnsName"] = ""
    instance["_metadata"] = {**_METADATA, **ec2_settings.metadata_defaults(), **(options.get("MetadataOptions") or {})}
    instance.update(options.get("Fields") or {})
    _attach_interface(instance)
    _complete_disks(instance, options.get("BlockDevices") or [])


def _attach_interface(instance):
    groups = {f"SecurityGroupId.{position}": group["GroupId"]
              for position, group in enumerate(instance["SecurityGroups"], 1)}
    before = set(ec2._network_interfaces)
    expect(ec2._create_network_interface({"SubnetId": instance["SubnetId"], **groups}))
    interface = next(ec2._network_interfaces[key] for key in ec2._network_interfaces if key not in before)
    interface.update(
        Status="in-use", PrivateIpAddress=instance["PrivateIpAddress"],
        AvailabilityZone=instance["Placement"]["AvailabilityZone"],
        Attachment={"AttachmentId": f"eni-attach-{new_uuid().replace('-', '')[:17]}", "DeviceIndex": 0,
                    "InstanceId": instance["InstanceId"], "Status": "attached", "AttachTime": instance["LaunchTime"]})
    instance["_interface"] = interface["NetworkInterfaceId"]


def _complete_disks(instance, devices):
    root = instance["BlockDeviceMappings"][0]
    for device in devices or [{"DeviceName": root["DeviceName"], "Ebs": {}}]:
        ebs = device.get("Ebs") or {}
        if device["DeviceName"] == root["DeviceName"] or len(devices) == 1:
            root["DeviceName"] = instance["RootDeviceName"] = device["DeviceName"]
            mapping = root
        else:
            mapping = _add_disk(instance, device["DeviceName"])
        mapping["Ebs"]["DeleteOnTermination"] = str(ebs.get("DeleteOnTermination", True)).lower() == "true"
        _complete_volume(ec2._volumes[mapping["Ebs"]["VolumeId"]], instance, mapping, ebs)


def _add_disk(instance, device_name):
    template = instance["BlockDeviceMappings"][0]
    volume_id = ec2._new_volume_id()
    ec2._volumes[volume_id] = {**ec2._volumes[template["Ebs"]["VolumeId"]], "VolumeId": volume_id}
    mapping = {"DeviceName": device_name, "Ebs": {**template["Ebs"], "VolumeId": volume_id}}
    instance["BlockDeviceMappings"].append(mapping)
    return mapping


def _complete_volume(volume, instance, mapping, ebs):
    volume["AvailabilityZone"] = instance["Placement"]["AvailabilityZone"]
    volume["Size"] = int(ebs.get("VolumeSize", volume["Size"]))
    volume["VolumeType"] = ebs.get("VolumeType", volume["VolumeType"])
    encrypt(volume, ebs.get("Encrypted", False), ebs.get("KmsKeyId"))
    volume["Attachments"] = [{
        "VolumeId": volume["VolumeId"], "InstanceId": instance["InstanceId"], "Device": mapping["DeviceName"],
        "State": "attached", "AttachTime": instance["LaunchTime"],
        "DeleteOnTermination": mapping["Ebs"]["DeleteOnTermination"]}]


def _completed_xml(xml, instance):
    xml = re.sub(r"<(keyName|dnsName|ipAddress)></\1>", "", xml)
    options = {name[0].lower() + name[1:]: value for name, value in instance.get("_metadata", _METADATA).items()}
    extra = element("metadataOptions", {"state": "applied", **options}) + element(
        "ebsOptimized", instance.get("_ebsOptimized", False)) + element("enclaveOptions", {"enabled": instance.get("_enclave", False)})
    interface = ec2._network_interfaces.get(instance.get("_interface"))
    if interface:
        extra += f"<networkInterfaceSet>{ec2._eni_fields_xml(interface)}</networkInterfaceSet>"
    return xml.removesuffix("</item>") + extra + "</item>"


def _give_address(address, interface_id):
    """Put an elastic address on an instance's interface, or on the interface named."""
    if interface_id:
        attachment = (ec2._network_interfaces.get(interface_id) or {}).get("Attachment") or {}
        address.update(NetworkInterfaceId=interface_id, InstanceId=attachment.get("InstanceId"))
    instance = ec2._instances.get(address["InstanceId"]) or {}
    if instance:
        instance["PublicIpAddress"] = address["PublicIp"]
        address["NetworkInterfaceId"] = instance.get("_interface")
        address["PrivateIpAddress"] = instance["PrivateIpAddress"]


def _describe_addresses(params):
    if ec2._parse_filters(params):
        return ec2._error("InvalidParameterValue", "The emulator does not model filters of DescribeAddresses", 400)
    ids, ips = (ec2._parse_member_list(params, name) for name in ("AllocationId", "PublicIp"))
    items = ""
    for address in ec2._addresses.values():
        if (ids and address["AllocationId"] not in ids) or (ips and address["PublicIp"] not in ips):
            continue
        owner = ec2.get_account_id() if address.get("NetworkInterfaceId") else None
        shown = {"publicIp": address["PublicIp"], "allocationId": address["AllocationId"], "domain": address["Domain"],
                 "associationId": address.get("AssociationId"), "instanceId": address.get("InstanceId") or None,
                 "networkInterfaceId": address.get("NetworkInterfaceId"), "networkInterfaceOwnerId": owner,
                 "privateIpAddress": address.get("PrivateIpAddress"), "publicIpv4Pool": "amazon",
                 "networkBorderGroup": ec2.get_region()}
        items += element("item", shown).removesuffix("</item>") + ec2._tag_set_xml(address["AllocationId"]) + "</item>"
    return ec2._xml(200, "DescribeAddressesResponse", f"<addressesSet>{items}</addressesSet>")
