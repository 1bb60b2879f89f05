"""EC2's settings of an account in a Region: EBS encryption, public sharing, serial console, instance metadata."""

from ministack.core.responses import AccountRegionScopedDict
from ministack.services import ec2

from .hooks import element, store

# What a new account answers (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-public-access-to-amis.html).
_DEFAULTS = {
    "ebsEncryption": False,
    "kmsKey": "alias/aws/ebs",
    "snapshotSharing": "unblocked",
    "imageSharing": "block-new-sharing",
    "serialConsole": False,
}
_METADATA_FIELDS = {
    "HttpTokens": "httpTokens",
    "HttpPutResponseHopLimit": "httpPutResponseHopLimit",
    "HttpEndpoint": "httpEndpoint",
    "InstanceMetadataTags": "instanceMetadataTags",
}
_settings = store(AccountRegionScopedDict())


def install():
    """Add the calls that read and change the settings."""
    ec2._ACTION_MAP.update({
        "GetEbsEncryptionByDefault": _reader("ebsEncryptionByDefault", "ebsEncryption"),
        "EnableEbsEncryptionByDefault": _writer("ebsEncryptionByDefault", "ebsEncryption", True),
        "DisableEbsEncryptionByDefault": _writer("ebsEncryptionByDefault", "ebsEncryption", False),
        "GetEbsDefaultKmsKeyId": _reader("kmsKeyId", "kmsKey"),
        "ModifyEbsDefaultKmsKeyId": _writer("kmsKeyId", "kmsKey", parameter="KmsKeyId"),
        "ResetEbsDefaultKmsKeyId": _writer("kmsKeyId", "kmsKey", "alias/aws/ebs"),
        "GetSnapshotBlockPublicAccessState": _reader("state", "snapshotSharing"),
        "EnableSnapshotBlockPublicAccess": _writer("state", "snapshotSharing", parameter="State"),
        "DisableSnapshotBlockPublicAccess": _writer("state", "snapshotSharing", "unblocked"),
        "GetImageBlockPublicAccessState": _reader("imageBlockPublicAccessState", "imageSharing"),
        "EnableImageBlockPublicAccess": _writer("imageBlockPublicAccessState", "imageSharing",
                                                parameter="ImageBlockPublicAccessState"),
        "DisableImageBlockPublicAccess": _writer("imageBlockPublicAccessState", "imageSharing", "unblocked"),
        "GetSerialConsoleAccessStatus": _reader("serialConsoleAccessEnabled", "serialConsole"),
        "EnableSerialConsoleAccess": _writer("serialConsoleAccessEnabled", "serialConsole", True),
        "DisableSerialConsoleAccess": _writer("serialConsoleAccessEnabled", "serialConsole", False),
        "GetInstanceMetadataDefaults": _get_metadata_defaults,
        "ModifyInstanceMetadataDefaults": _modify_metadata_defaults,
    })


def encrypts_by_default():
    """Whether new EBS volumes of the caller's account and Region are encrypted."""
    return _value("ebsEncryption")


def default_key():
    """The KMS key that encrypts new EBS volumes of the caller's account and Region."""
    return _value("kmsKey")


def metadata_defaults():
    """The instance metadata options the account and Region impose on new instances."""
    return dict(_settings.get("metadata") or {})


def _value(name):
    return _settings.get(name, _DEFAULTS[name])


def _reader(tag, name):
    def read(params):
        return _answer(params, element(tag, _value(name)), "" if name in ("ebsEncryption", "kmsKey") else
                       "<managedBy>account</managedBy>")
    return read


def _writer(tag, name, fixed=None, parameter=None):
    def write(params):
        _settings[name] = ec2._p(params, parameter) if parameter else fixed
        return _answer(params, element(tag, _value(name)))
    return write


def _answer(params, *inner):
    return ec2._xml(200, f"{ec2._p(params, 'Action')}Response", "".join(inner))


def _get_metadata_defaults(params):
    set_options = {_METADATA_FIELDS[name]: value for name, value in metadata_defaults().items()}
    return _answer(params, element("accountLevel", {**set_options, "managedBy": "account"}))


def _modify_metadata_defaults(params):
    options = metadata_defaults()
    for name in _METADATA_FIELDS:
        value = ec2._p(params, name)
        if value in ("no-preference", "-1"):
            options.pop(name, None)
        elif value:
            options[name] = value
    _settings["metadata"] = options
    return _answer(params, "<return>true</return>")
