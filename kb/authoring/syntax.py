"""Authored YAML files as plain values that remember their lines.

YAML 1.2 (https://yaml.org/spec/1.2.2/), of which authored files use mappings, sequences and scalars. Every scalar keeps
its source text, so that `no` is Norwegian and `1945-02-30` is not yet a date: no schema of YAML is ever applied, and
libyaml, 15 times as fast as a reader in Python, serves although its own schema is that of YAML 1.1.
"""

import re
from collections.abc import Iterable, Iterator

import yaml
from yaml import Event

from kb import characters
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


MOST_DEPTH = 50
MOST_CHARACTERS = 10_000
"""How deep values may lie in each other, and how long a text may be: several times what any record needs."""
_NULLS = ("", "~", "null", "Null", "NULL")
_NO_CHARACTER = re.compile("[^\t\n\r -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no YAML file holds, and three line breaks of Unicode that are some to YAML 1.1 and none to editors."""
_LINE = re.compile(r"\r\n?|\n")
_REMEDIES = {
    "mapping values are not allowed in this context": "quote a text that has a colon in it",
    "found character that cannot start any token": "quote a text that begins with @, ` or %",
    "did not find expected key": "look at how far the line is indented, and for a quote within quotes",
    "found unknown escape character": "in double quotes write \\\\ for a backslash, or use single quotes",
}


def parse(data: bytes, name: str) -> Value:
    """The content of a YAML file.

    Raises SeedErrors, in which the file is called `name`, for bytes that are not UTF-8, malformed YAML, several
    documents, duplicate keys, anchors, tags, texts that are empty or too long, values that lie too deep and an empty
    file. Nothing is composed before it is admitted.
    """
    text = decode(data, name)
    if wrong := _NO_CHARACTER.search(text):
        line = len(_LINE.findall(text, 0, wrong.start())) + 1
        remedy = f"in double quotes write \\u{ord(wrong[0]):04x}" if wrong[0] in "\x85\u2028\u2029" else "take it out"
        message = f"this is not YAML: no file holds the character U+{ord(wrong[0]):04X} as it is: {remedy}"
        raise SeedErrors([Problem(name, line, message)])
    reader = _Reader(name, yaml.parse(text, Loader=yaml.CSafeLoader), len(_LINE.findall(text.rstrip())) + 1)
    try:
        value = reader.document()
    except yaml.YAMLError as error:
        raise SeedErrors([reader.malformed(error)]) from None
    if reader.problems:
        raise SeedErrors(reader.problems)
    return value


class _Reader:
    """The values of one file, made from the events of its parser."""

    def __init__(self, name: str, events: Iterator[Event], last: int) -> None:
        self.name, self.events, self.last = name, events, last
        self.problems: list[Problem] = []
        self.quoted = (0, 0)
        self.is_in_braces = False

    def document(self) -> Value:
        """The only document; raises SeedErrors at what is not admitted, and YAMLError at what is no YAML."""
        start = next(event for event in self.events if not isinstance(event, yaml.StreamStartEvent))
        if isinstance(start, yaml.StreamEndEvent):
            raise self.refused(1, "the file is empty: write a list of nodes, or remove the file")
        value = self.value(next(self.events), 1)
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                raise self.refused(_line(event), "a second document begins here: write one list of nodes")
        return value

    def value(self, event: Event, depth: int) -> Value:
        """The value that begins with an event."""
        self.admit(event, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(event, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence.of(self.items(depth), _line(event))
        return self.scalar(event)

    def admit(self, event: Event, depth: int) -> None:
        """Raises SeedErrors for what authored files do without."""
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            remedy = "write it out each time, or refer to an id; quote a text that begins with & or *"
            raise self.refused(_line(event), f"an anchor or alias stands for what is written elsewhere: {remedy}")
        if event.tag is not None:
            raise self.refused(_line(event), f"{event.tag!r} is a tag: leave it out; quote a text that begins with !")
        if depth > MOST_DEPTH:
            raise self.refused(
                _line(event), f"values lie more than {MOST_DEPTH} deep in each other: write fewer levels"
            )

    def items(self, depth: int) -> Iterator[Value]:
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self.value(event, depth + 1)

    def mapping(self, start: Event, depth: int) -> Mapping:
        mapping = Mapping(_line(start))
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            self.admit(event, depth)
            if not isinstance(event, yaml.ScalarEvent):
                raise self.refused(_line(event), "a list or mapping stands as a key: a key is a word")
            key, self.is_in_braces = str(event.value), bool(start.flow_style)
            if key in mapping:
                self.wrong(_line(event), f"duplicate key {key!r}: keep one of the two")
            mapping.put(key, self.value(next(self.events), depth + 1), _line(event))
        return mapping

    def scalar(self, event: Event) -> Scalar:
        """A text, with a complaint if it is none or too long."""
        text, line, plain = event.value, _line(event), not event.style
        if event.style in ("'", '"'):
            self.quoted = (line, event.end_mark.line + 1)
        if (plain and text in _NULLS) or not text:
            what = f"{text!r} is no value" if plain and text else "there is no value here"
            remedy = ", or quote the word" if text else ", or quote a text that has a comma in it" * self.is_in_braces
            self.wrong(line, f"{what}: leave the key out{remedy}")
        if len(text) > MOST_CHARACTERS:
            self.wrong(line, f"the text has {len(text)} characters: {MOST_CHARACTERS} are the most")
        if wrong := characters.forbidden(text):
            self.wrong(line, wrong)
        return Scalar.of(text, line, plain)

    def malformed(self, error: yaml.YAMLError) -> Problem:
        """What is no YAML; where something was left open, at the line where it opens."""
        message = str(getattr(error, "problem", None) or error).splitlines()[0]
        context, begun, mark = (getattr(error, name, None) for name in ("context", "context_mark", "problem_mark"))
        line, start = (at.line + 1 if at else None for at in (mark, begun))
        line, start = line or 1, min(start or self.last, self.last)
        opened, closed = self.quoted
        remedy = f": {_REMEDIES[message]}" if message in _REMEDIES else ""
        if context in ("while parsing a flow sequence", "while parsing a flow mapping"):
            remedy = f": look at the bracket that opens in line {start}; quote a text that has a colon or bracket in it"
        if context == "while scanning a quoted scalar" and "end of stream" in message:
            return self.no_yaml(start, "the quote that opens here is never closed")
        if line > self.last:
            end = f"what begins here has no end ({message}): look for a bracket or a colon that is missing"
            return self.no_yaml(start, end)
        if opened < closed == line:  # the next quote, which was meant to open, has closed the one that was left open
            return self.no_yaml(opened, f"the quote that opens here is only closed in line {line}")
        return self.no_yaml(line, f"{message}{remedy}")

    def no_yaml(self, line: int, why: str) -> Problem:
        return Problem(self.name, line, f"this is not YAML: {why}")

    def wrong(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.name, line, message))

    def refused(self, line: int, message: str) -> SeedErrors:
        """What ends the reading, with all that was wrong before it."""
        return SeedErrors([*self.problems, Problem(self.name, line, message)])


def _line(event: Event) -> int:
    return int(event.start_mark.line) + 1
