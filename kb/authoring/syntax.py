"""Authored YAML files as plain values that remember their lines.

YAML 1.2 (https://yaml.org/spec/1.2.2/), of which authored files use mappings, sequences and scalars. Every scalar keeps
its source text, so that `no` is Norwegian and `1945-02-30` is not yet a date: no schema of YAML is ever applied, and
libyaml, 15 times as fast as a reader in Python, serves although its own schema is that of YAML 1.1.
"""

from collections.abc import Iterable

import yaml
from yaml import MappingNode, Node, ScalarNode

from kb.corpus import decode
from kb.errors import Problem, SeedErrors


class Scalar(str):
    """The text of a scalar, with its line and whether it is a plain one."""

    line: int
    plain: bool

    @classmethod
    def of(cls, text: str, line: int, plain: bool = False) -> "Scalar":
        """The scalar of a text, quoted unless it is said to be plain."""
        scalar = cls(text)
        scalar.line, scalar.plain = line, plain
        return scalar


class Mapping(dict[str, "Scalar | Mapping | Sequence"]):
    """A mapping in the order of its file, with its line, those of its keys, and the class that it is found to be of."""

    line: int

    def __init__(self, line: int, type: str | None = None) -> None:
        super().__init__()
        self.line, self.type = line, type
        self.key_lines: dict[str, int] = {}

    def put(self, key: str, value: "Scalar | Mapping | Sequence", line: int | None = None) -> None:
        """Add an entry; its key stands in the line of the mapping if no other is given."""
        self[key] = value
        self.key_lines[key] = line or self.line

    def changed(
        self, *dropped: str, type: str | None = None, **added: "str | Scalar | Mapping | Sequence"
    ) -> "Mapping":
        """The mapping without some entries and with others, which stand in its own line."""
        mapping = Mapping(self.line, type or self.type)
        for key, value in self.items():
            if key not in dropped:
                mapping.put(key, value, self.key_lines[key])
        for key, item in added.items():
            mapping.put(key, item if isinstance(item, Scalar | Mapping | Sequence) else Scalar.of(item, self.line))
        return mapping


class Sequence(list["Scalar | Mapping | Sequence"]):
    """A sequence, with its line."""

    line: int

    @classmethod
    def of(cls, items: "Iterable[Scalar | Mapping | Sequence]", line: int) -> "Sequence":
        """The sequence of some items."""
        sequence = cls(items)
        sequence.line = line
        return sequence


Value = Scalar | Mapping | Sequence


def parse(data: bytes, name: str) -> Value:
    """The content of a YAML file.

    Raises SeedErrors, in which the file is called `name`, for bytes that are not UTF-8, malformed YAML, several
    documents, duplicate keys, anchors and an empty file.
    """
    try:
        root = yaml.compose(decode(data, name), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise SeedErrors([_malformed(name, error)]) from None
    if root is None:
        raise SeedErrors([Problem(name, 1, "the file is empty: write a list of nodes, or remove the file")])
    problems: list[Problem] = []
    value = _Values(name, problems).of(root)
    if problems:
        raise SeedErrors(problems)
    return value


def _malformed(name: str, error: yaml.YAMLError) -> Problem:
    mark = (error.problem_mark or error.context_mark) if isinstance(error, yaml.MarkedYAMLError) else None
    message = str(getattr(error, "problem", None) or error).splitlines()[0]
    return Problem(name, mark.line + 1 if mark else 1, f"this is not YAML: {message}")


class _Values:
    """The values of the nodes of one file."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
        self.name, self.problems = name, problems
        self.seen: set[Node] = set()

    def of(self, node: Node) -> Value:
        line = node.start_mark.line + 1
        if node in self.seen:
            self.wrong(line, "an alias stands for what is written here: write it out each time, or refer to an id")
        self.seen.add(node)
        if isinstance(node, ScalarNode):
            return Scalar.of(node.value, line, plain=not node.style)
        if isinstance(node, MappingNode):
            return self.mapping(node, line)
        return Sequence.of((self.of(item) for item in node.value), line)

    def mapping(self, node: MappingNode, line: int) -> Mapping:
        mapping = Mapping(line)
        for key_node, value_node in node.value:
            key, key_line = str(key_node.value), key_node.start_mark.line + 1
            if key in mapping:
                self.wrong(key_line, f"duplicate key {key!r}: keep one of the two")
            mapping.put(key, self.of(value_node), key_line)
        return mapping

    def wrong(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.name, line, message))
