"""CloudFormation's EC2 types that ministack refuses."""

from ministack.services import ec2
from ministack.services.cloudformation import provisioners

from . import ec2_instances
from .ec2_shapes import encrypt
from .hooks import expect, is_true, physical_name, refuse_unknown, register_type

_INSTANCE = (
    "ImageId", "InstanceType", "SubnetId", "SecurityGroupIds", "SecurityGroups", "IamInstanceProfile", "KeyName",
    "UserData", "Tags", "BlockDeviceMappings", "MetadataOptions", "LaunchTemplate", "NetworkInterfaces", "Monitoring",
    "EbsOptimized", "SourceDestCheck", "PrivateIpAddress", "AvailabilityZone", "Volumes",
)


def install():
    """Register the types."""
    register_type("AWS::EC2::Instance", _create_instance, _terminate_instance, _retag_only(_INSTANCE))
    register_type("AWS::EC2::Volume", _create_volume, _delete_volume)
    register_type("AWS::EC2::VolumeAttachment", _attach_volume, _detach_volume)
    register_type("AWS::EC2::EIP", _allocate_address, _release_address)
    register_type("AWS::EC2::EIPAssociation", _associate_address, _disassociate_address)
    register_type("AWS::EC2::FlowLog", _create_flow_log, _delete_flow_log)
    register_type("AWS::EC2::SecurityGroupIngress", _add_rule("IpPermissions"), _remove_rule("IpPermissions"))
    register_type("AWS::EC2::SecurityGroupEgress", _add_rule("IpPermissionsEgress"), _remove_rule("IpPermissionsEgress"))


def _create_instance(_logical_id, props, _stack):
    refuse_unknown("AWS::EC2::Instance", props, _INSTANCE)
    props = {**_launch_template(props.get("LaunchTemplate")), **props}
    interface = (props.get("NetworkInterfaces") or [{}])[0]
    groups = interface.get("GroupSet") or props.get("SecurityGroupIds") or []
    profile = None
    if props.get("IamInstanceProfile"):
        profile, error = ec2._resolve_iam_instance_profile(iam_name=_profile_name(props["IamInstanceProfile"]))
        if error:
            expect(error)
    instance = ec2_instances.launch(
        _launch_options(props, interface), image_id=props.get("ImageId", "ami-00000000"),
        instance_type=props.get("InstanceType", "m1.small"),
        subnet_id=interface.get("SubnetId") or props.get("SubnetId") or ec2._DEFAULT_SUBNET_ID,
        key_name=props.get("KeyName", ""), user_data=props.get("UserData", ""), sg_ids=groups,
        requested_private_ip=props.get("PrivateIpAddress"), iam_profile=profile)
    identifier = instance["InstanceId"]
    provisioners._ec2_apply_tags(identifier, props)
    for volume in props.get("Volumes") or []:
        expect(ec2._attach_volume({**volume, "InstanceId": identifier}))
    return identifier, _instance_attributes(instance)


def _launch_options(props, interface):
    options = {
        "MetadataOptions": props.get("MetadataOptions"),
        "BlockDevices": props.get("BlockDeviceMappings"),
        "Fields": {"Monitoring": {"State": "enabled" if is_true(props.get("Monitoring", False)) else "disabled"},
                   "SourceDestCheck": is_true(props.get("SourceDestCheck", True)),
                   "_ebsOptimized": is_true(props.get("EbsOptimized", False))},
    }
    if "AssociatePublicIpAddress" in interface:
        options["AssociatePublicIpAddress"] = is_true(interface["AssociatePublicIpAddress"])
    return options


def _launch_template(reference):
    """The data of the launch template a resource refers to, in the shape of the instance's own properties."""
    if not reference:
        return {}
    templates = ec2._launch_templates
    template = templates.get(reference.get("LaunchTemplateId")) or next(
        (item for item in templates.values() if item["LaunchTemplateName"] == reference.get("LaunchTemplateName")), None)
    version = next((item for item in (template or {}).get("Versions", [])
                    if str(item["VersionNumber"]) == str(reference.get("Version"))), None)
    if version is None:
        raise ValueError(f"The launch template {reference} does not exist")
    data = dict(version["LaunchTemplateData"])
    if isinstance(data.get("Monitoring"), dict):
        data["Monitoring"] = data["Monitoring"].get("Enabled", False)
    data.pop("TagSpecifications", None)
    return data


def _profile_name(profile):
    return profile if isinstance(profile, str) else profile.get("Name") or profile["Arn"].split("/")[-1]


def _instance_attributes(instance):
    return {"InstanceId": instance["InstanceId"], "VpcId": instance["VpcId"], "PrivateIp": instance["PrivateIpAddress"],
            "PrivateDnsName": instance["PrivateDnsName"], "PublicIp": instance["PublicIpAddress"],
            "PublicDnsName": instance["PublicDnsName"],
            "AvailabilityZone": instance["Placement"]["AvailabilityZone"]}


def _retag_only(known):
    def update(identifier, old, new, _stack):
        changed = [name for name in known if name != "Tags" and old.get(name) != new.get(name)]
        if changed:
            raise ValueError(f"AWS::EC2::Instance: the emulator does not model a change of {', '.join(changed)}")
        provisioners._ec2_apply_tags(identifier, new, old)
        return identifier, _instance_attributes(ec2._instances[identifier])
    return update


def _terminate_instance(identifier, _props):
    expect(ec2._ACTION_MAP["TerminateInstances"]({"InstanceId.1": identifier}))


def _create_volume(_logical_id, props, _stack):
    refuse_unknown("AWS::EC2::Volume", props, (
        "AvailabilityZone", "Size", "VolumeType", "Encrypted", "KmsKeyId", "Iops", "Throughput", "SnapshotId", "Tags",
        "MultiAttachEnabled"))
    before = set(ec2._volumes)
    expect(ec2._create_volume({name: str(props[name]) for name in (
        "AvailabilityZone", "Size", "VolumeType", "Iops", "SnapshotId") if name in props}))
    identifier = next(key for key in ec2._volumes if key not in before)
    volume = ec2._volumes[identifier]
    volume["Throughput"] = int(props.get("Throughput", volume["Throughput"]))
    volume["MultiAttachEnabled"] = is_true(props.get("MultiAttachEnabled", False))
    encrypt(volume, props.get("Encrypted", False), props.get("KmsKeyId"))
    provisioners._ec2_apply_tags(identifier, props)
    return identifier, {"VolumeId": identifier}


def _delete_volume(identifier, _props):
    expect(ec2._delete_volume({"VolumeId": identifier}))


def _attach_volume(logical_id, props, stack):
    expect(ec2._attach_volume({name: props[name] for name in ("VolumeId", "InstanceId", "Device") if name in props}))
    return physical_name(stack, logical_id, 128), {}


def _detach_volume(_identifier, props):
    expect(ec2._detach_volume({"VolumeId": props["VolumeId"]}))


def _allocate_address(_logical_id, props, _stack):
    refuse_unknown("AWS::EC2::EIP", props, ("Domain", "InstanceId", "Tags"))
    before = set(ec2._addresses)
    expect(ec2._allocate_address({"Domain": "vpc"}))
    allocation = next(key for key in ec2._addresses if key not in before)
    provisioners._ec2_apply_tags(allocation, props)
    if props.get("InstanceId"):
        expect(ec2._associate_address({"AllocationId": allocation, "InstanceId": props["InstanceId"]}))
    address = ec2._addresses[allocation]["PublicIp"]
    return address, {"AllocationId": allocation, "PublicIp": address}


def _release_address(public_ip, _props):
    allocation = next(key for key, address in ec2._addresses.items() if address["PublicIp"] == public_ip)
    expect(ec2._release_address({"AllocationId": allocation}))


def _associate_address(_logical_id, props, _stack):
    expect(ec2._associate_address({name: props[name] for name in ("AllocationId", "InstanceId", "NetworkInterfaceId")
                                   if name in props}))
    return ec2._addresses[props["AllocationId"]]["AssociationId"], {}


def _disassociate_address(association, _props):
    expect(ec2._disassociate_address({"AssociationId": association}))


def _create_flow_log(_logical_id, props, _stack):
    refuse_unknown("AWS::EC2::FlowLog", props, (
        "ResourceId", "ResourceType", "TrafficType", "LogDestinationType", "LogDestination", "LogGroupName",
        "DeliverLogsPermissionArn", "MaxAggregationInterval", "Tags"))
    request = {name: props[name] for name in ("ResourceType", "TrafficType", "LogDestinationType", "LogDestination",
                                              "LogGroupName") if name in props}
    before = set(ec2._flow_logs)
    expect(ec2._create_flow_logs({**request, "ResourceId.1": props["ResourceId"]}))
    identifier = next(key for key in ec2._flow_logs if key not in before)
    provisioners._ec2_apply_tags(identifier, props)
    return identifier, {"Id": identifier}


def _delete_flow_log(identifier, _props):
    expect(ec2._delete_flow_logs({"FlowLogId.1": identifier}))


def _add_rule(direction):
    def create(logical_id, props, stack):
        group = ec2._security_groups.get(props["GroupId"])
        if group is None:
            raise ValueError(f"The security group '{props['GroupId']}' does not exist (InvalidGroup.NotFound)")
        group.setdefault(direction, []).extend(provisioners._ec2_sg_permissions([props]))
        return physical_name(stack, logical_id, 128), {"Id": physical_name(stack, logical_id, 128)}
    return create


def _remove_rule(direction):
    def delete(_identifier, props):
        group = ec2._security_groups.get(props["GroupId"])
        if group:
            provisioners._ec2_sg_reconcile(group[direction], provisioners._ec2_sg_permissions([props]), [])
    return delete
