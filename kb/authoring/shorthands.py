"""The five shorthands of authored files, expanded to what the context reads.

`passage`, times, `object`, mentions and types; the loader applies them before anything else reads a node.
"""

from collections.abc import Iterator

from kb.authoring.syntax import Mapping, Scalar, Sequence, Value
from kb.model import edtf, passages
from kb.model.context import Expanded

FIGURES = {"value", "lower", "upper"}
SELECTOR = {"start", "end"}
MENTION = "mention/"


class Malformed(ValueError):
    """A shorthand that cannot be expanded; the message says what to write instead."""


def passage(value: Value, source: str | None) -> Mapping:
    """A passage with its source, that of the file's folder unless it names one, and its selector."""
    if not isinstance(value, Mapping):
        raise Malformed("a passage is written {start: …, end: …, sha256: …}; `elbe anchor` prints it")
    if missing := (SELECTOR | {"sha256"}) - set(value):
        raise Malformed(f"the passage lacks {', '.join(sorted(missing))}; `elbe anchor` prints all three")
    start, end = (_offset(value, key) for key in ("start", "end"))
    if end <= start:
        raise Malformed(f"the passage ends at {end}, before or where it starts ({start})")
    if "source" not in value and source is None:
        raise Malformed(
            "the passage names no source, and the file does not lie in a source's folder: add `source: source/…`"
        )
    rest = {key: item for key, item in value.items() if key not in SELECTOR}
    selector = _mapping(value.line, start=value["start"], end=value["end"])
    return _mapping(value.line, **({"source": _scalar(source or "", value.line)} | rest), selector=selector)


def mention(node: Mapping, source: str | None) -> Mapping:
    """A mention with its entity and a passage for each name; `names` are words or their digest, with where they start.

    A start is a steady name of its passage, since the digest of the source fixes the text.
    """
    if source is None:
        raise Malformed("the file does not lie in a source's folder: mentions go to sources/<source>/mentions.yaml")
    id, names = node["id"], node.get("names")
    prefix = MENTION + source.removeprefix("source/") + "/"
    if not isinstance(id, Scalar) or not id.startswith(prefix):
        raise Malformed(f"{str(id)!r} is no mention in {source}: call it {prefix}<entity>")
    if not isinstance(names, Sequence):
        raise Malformed("the mention has no list of names: write `names:` with {words: …, at: […]}")
    targets = Sequence(target for name in names for target in _named_passages(name, source))
    targets.line = names.line
    rest = {key: item for key, item in node.items() if key not in ("id", "names")}
    body, motivation = _scalar(id.removeprefix(prefix), node.line), _scalar("oa:identifying", node.line)
    return _mapping(node.line, **rest, id=id, body=body, motivation=motivation, target=targets)


def time_span(value: Value) -> Value:
    """A time-span with the bounds of its EDTF text."""
    if not isinstance(value, Scalar):
        raise Malformed("a time is written as EDTF, such as 1944-10-20 or /1944-12; quote one that begins with { or [")
    first, last = edtf.bounds(value)
    days = {"beginOfTheBegin": first, "endOfTheEnd": last}
    return _mapping(value.line, edtf=value, **{key: _scalar(str(day), value.line) for key, day in days.items() if day})


def literal(value: Value) -> Expanded | None:
    """The literal that `{date: …}` or `{text: …, lang: …}` stands for, or None if the value is neither."""
    if isinstance(value, Mapping) and set(value) == {"date"} and isinstance(value["date"], Scalar):
        return {"@value": str(value["date"]), "@type": edtf.datatype(value["date"])}
    if isinstance(value, Mapping) and set(value) == {"text", "lang"}:
        return {"@value": str(value["text"]), "@language": str(value["lang"])}
    return None


def is_dimension(value: Value) -> bool:
    """Whether an object is written with figures."""
    return isinstance(value, Mapping) and bool(FIGURES & set(value))


def _named_passages(name: Value, source: str) -> Iterator[Mapping]:
    """The passages of one form of a name."""
    if not isinstance(name, Mapping) or set(name) not in ({"words", "at"}, {"sha256", "length", "at"}):
        raise Malformed(
            "a name is written {words: …, at: […]}, or {sha256: …, length: …, at: […]} to keep the words out"
        )
    words, at = name.get("words"), name["at"]
    length = _whole("length", name["length"]) if words is None else len(str(words))
    digest = name["sha256"] if words is None else _scalar(passages.digest(str(words)), name.line)
    for start in at if isinstance(at, Sequence) else [at]:
        end = _scalar(str(_whole("at", start) + length), name.line)
        span = _mapping(name.line, start=start, end=end, sha256=digest)
        yield _mapping(name.line, id=_scalar(f"#at-{start}", name.line), **passage(span, source))


def _offset(value: Mapping, key: str) -> int:
    return _whole(key, value[key])


def _whole(key: str, text: Value) -> int:
    if not isinstance(text, Scalar) or not text.isdecimal():
        raise Malformed(f"{key} is {str(text)!r}, not a whole number of code points")
    return int(text)


def _mapping(line: int, **entries: Value) -> Mapping:
    mapping = Mapping(line)
    for key, value in entries.items():
        mapping.put(key, value)
    return mapping


def _scalar(text: str, line: int) -> Scalar:
    scalar = Scalar(text)
    scalar.line, scalar.plain = line, False
    return scalar
