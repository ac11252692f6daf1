"""The shorthands of authored files, all in one table, expanded before anything else reads a node.

What is left afterwards are nodes whose keys are those of the context, each with its class: that of the kind in its id,
of the shorthand that it was written as, or of the property that it is the value of.
"""

from collections.abc import Callable
from collections.abc import Mapping as Table
from types import MappingProxyType

from kb.authoring import expansions
from kb.authoring.files import File
from kb.authoring.syntax import Mapping, Scalar, Sequence, Value
from kb.errors import Problem
from kb.model.context import authored_keys
from kb.model.vocabulary import Terms
from kb.namespaces import expand

Expansion = Callable[[Value, File], Value]
"""What a shorthand stands for in a file; raises ValueError."""

SHORTHANDS: Table[str | None, Expansion] = MappingProxyType(
    {
        "@id": expansions.reference,
        "@language": expansions.texts,
        "claim/": expansions.claim,
        "mention/": expansions.mention,
        "passage": expansions.passage,
        "notClaims": expansions.passage,
        "notMentions": expansions.passage,
        "validTime": expansions.time_span,
        "saidAt": expansions.time_span,
        "object": expansions.claim_object,
    }
)
"""The expansions of the values of keys, of all keys of things or of texts, and of nodes by the kind in an id."""


def expanded(content: Value, file: File, problems: list[Problem]) -> Value:
    """The content of a file without shorthands; those that are malformed are left out and told among the problems."""
    if not isinstance(content, Sequence):
        return content
    return _Expanding(file, problems).items(None, content)


class _Expanding:
    """The expanding of one file."""

    def __init__(self, file: File, problems: list[Problem]) -> None:
        self.file, self.problems = file, problems

    def items(self, key: str | None, values: Sequence) -> Sequence:
        made = (self.value(key, value) for value in values)
        return Sequence.of((value for value in made if value is not None), values.line)

    def value(self, key: str | None, value: Value) -> Value | None:
        """A value of a key, or a node of the file if it is that of none; None if it can't be expanded."""
        try:
            for name in (key, "@id") if key else ():
                value = self.expand(name, value)
            value = self.expand(_kind(value), value)
        except ValueError as error:
            self.problems.append(self.file.place(value.line).problem(str(error)))
            return None
        return self.node(key, value) if isinstance(value, Mapping) else value

    def expand(self, name: str | None, value: Value) -> Value:
        """What a shorthand of that name stands for; the value itself where there is none."""
        return SHORTHANDS[name](value, self.file) if name in SHORTHANDS else value

    def node(self, key: str | None, mapping: Mapping) -> Mapping:
        """The node itself, with its class, and with its texts and the things that it leads to expanded."""
        mapping.type = mapping.type or _class(key, mapping, self.file.terms)
        keys = authored_keys()
        for name in [name for name in mapping if name in keys]:
            if keys[name].is_text:
                mapping[name] = self.expand("@language", mapping[name])
            elif keys[name].leads_to_things:
                self.lead(mapping, name)
        return mapping

    def lead(self, mapping: Mapping, key: str) -> None:
        """Expands the values of a key that leads to things; leaves it out if there are none."""
        value = mapping[key]
        made = self.items(key, value) if isinstance(value, Sequence) else self.value(key, value)
        if made is None:
            del mapping[key]
        else:
            mapping[key] = made


def _kind(value: Value) -> str | None:
    """The kind of thing that a mapping defines, with a slash, if it has the id of one."""
    id = value.get("id") if isinstance(value, Mapping) else None
    return id.partition("/")[0] + "/" if isinstance(id, Scalar) and "#" not in id else None


def _class(key: str | None, mapping: Mapping, terms: Terms) -> str | None:
    """The class of a thing by the kind in its id, if it is one of ours; of a part by the key that it is a value of."""
    if kind := _kind(mapping):
        is_only_reported = key == "reports" and "passage" not in mapping
        return "elbe:ReportedUtterance" if is_only_reported else terms.kinds.get(kind.removesuffix("/"))
    return terms.ranges.get(expand(authored_keys()[key].iri)) if key else None
