"""Authored YAML as an editor reads it: by the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema)."""

import re
from typing import Any

from kb.authoring.syntax import Mapping, Scalar, Sequence, Value, parse

NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def read(data: bytes, name: str = "file.yaml") -> Any:
    return plain(parse(data, name))


def plain(value: Value) -> Any:
    """The value without lines, in the types of JSON."""
    match value:
        case Mapping():
            return {str(key): plain(each) for key, each in value.items()}
        case Sequence():
            return [plain(each) for each in value]
        case Scalar(plain=True) if value in ("true", "false"):
            return value == "true"
        case Scalar(plain=True) if NUMBER.fullmatch(value):
            return int(value) if value.lstrip("+-").isdecimal() else float(value)
    return str(value)
