"""Reads CycloneDX bills with cyclonedx-python-lib, checks their dependencies, and writes them again: one JSON document a line."""

import json
import sys

from cyclonedx.model.bom import Bom
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion

for file in sys.argv[1:]:
    with open(file, encoding="utf-8") as text:
        told = json.load(text)
    bom = Bom.from_json(data=told)
    bom.validate()
    version = SchemaVersion.from_version(told["specVersion"])
    print(json.dumps(json.loads(make_outputter(bom, OutputFormat.JSON, version).output_as_string())))
