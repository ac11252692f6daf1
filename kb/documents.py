"""Authored YAML files as plain values that remember their lines.

YAML 1.2 (https://yaml.org/spec/1.2.2/), of which authored files use mappings, sequences and scalars.
Every scalar keeps its source text, so that `no` is Norwegian and `1945-02-30` is not yet a date.
"""

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from kb.errors import Problem, SeedErrors


class Scalar(str):
    """The text of a scalar, with its line and whether it is a plain one."""

    line: int
    plain: bool


class Mapping(dict[str, "Scalar | Mapping | Sequence"]):
    """A mapping in the order of its file, with its line and those of its keys."""

    line: int

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.key_lines: dict[str, int] = {}

    def put(self, key: str, value: "Scalar | Mapping | Sequence", line: int | None = None) -> None:
        """Add an entry; its key stands in the line of the mapping if no other is given."""
        self[key] = value
        self.key_lines[key] = line or self.line


class Sequence(list["Scalar | Mapping | Sequence"]):
    """A sequence, with its line."""

    line: int


Value = Scalar | Mapping | Sequence


def parse(data: bytes, name: str) -> Value:
    """The content of a YAML file.

    Raises SeedErrors, in which the file is called `name`, for bytes that are not UTF-8, malformed YAML, several
    documents, duplicate keys, anchors and an empty file.
    """
    try:
        root = YAML(typ="safe", pure=True).compose(_decode(data, name))
    except YAMLError as error:
        raise SeedErrors([_malformed(name, error)]) from None
    if root is None:
        raise SeedErrors([Problem(name, 1, "the file is empty: write a list of nodes, or remove the file")])
    problems: list[Problem] = []
    value = _value(root, name, problems)
    if problems:
        raise SeedErrors(problems)
    return value


def _decode(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{data[error.start]:02X} is not UTF-8: save the file in that encoding"
        raise SeedErrors([Problem(name, line, message)]) from None


def _malformed(name: str, error: YAMLError) -> Problem:
    mark = (error.problem_mark or error.context_mark) if isinstance(error, MarkedYAMLError) else None
    message = str(getattr(error, "problem", None) or error).splitlines()[0]
    if "'\\t'" in message:
        message = "a tab: indent with spaces"
    return Problem(name, mark.line + 1 if mark else 1, f"this is not YAML: {message}")


def _value(node: Node, name: str, problems: list[Problem]) -> Value:
    line = node.start_mark.line + 1
    if node.anchor:
        problems.append(Problem(name, line, f"anchor or alias {node.anchor!r}: write the value out, or refer to an id"))
    if isinstance(node, ScalarNode):
        value: Value = _scalar(node)
    elif isinstance(node, MappingNode):
        value = Mapping(line)
        for key_node, value_node in node.value:
            key, key_line = str(key_node.value), key_node.start_mark.line + 1
            if key in value:
                problems.append(Problem(name, key_line, f"duplicate key {key!r}: keep one of the two"))
            value.put(key, _value(value_node, name, problems), key_line)
    else:
        value = Sequence(_value(item, name, problems) for item in node.value)
    value.line = line
    return value


def _scalar(node: ScalarNode) -> Scalar:
    scalar = Scalar(node.value)
    scalar.line = node.start_mark.line + 1
    scalar.plain = not node.style
    return scalar
