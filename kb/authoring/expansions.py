"""What each shorthand of authored files stands for, in the words of the context; `shorthands` has the table."""

from collections.abc import Iterator

from kb.authoring.files import File
from kb.authoring.syntax import Mapping, Scalar, Sequence, Value
from kb.model import edtf, passages, questions, wording
from kb.model.context import STUB
from kb.model.spoken import spoken

FIGURES = {"value", "lower", "upper"}
SELECTOR = {"start", "end"}
MENTION = "mention/"


class Malformed(ValueError):
    """A shorthand that cannot be expanded; the message says what to write instead."""


def passage(value: Value, file: File) -> Mapping:
    """A passage with its source, that of the file's folder unless it names one, and its selector."""
    if not isinstance(value, Mapping):
        raise Malformed("a passage is written {start: …, end: …, sha256: …}; `elbe anchor` prints it")
    if missing := (SELECTOR | {"sha256"}) - set(value):
        raise Malformed(f"the passage lacks {', '.join(sorted(missing))}; `elbe anchor` prints all three")
    start, end = (_offset(value, key) for key in ("start", "end"))
    if end <= start:
        raise Malformed(f"the passage ends at {end}, before or where it starts ({start})")
    if "source" not in value and file.source is None:
        raise Malformed(
            "the passage names no source, and the file does not lie in a source's folder: add `source: source/…`"
        )
    given = {} if file.source is None or "source" in value else {"source": file.source}
    selector = Mapping(value.line, "oa:TextPositionSelector").changed(start=value["start"], end=value["end"])
    return value.changed(*SELECTOR, type="elbe:Passage", **given, selector=selector)


def mention(node: Value, file: File) -> Mapping:
    """A mention with its entity and a passage for each name; `names` are words or their digest, with where they start.

    A start is a steady name of its passage, since the digest of the source fixes the text.
    """
    assert isinstance(node, Mapping)
    if file.source is None:
        raise Malformed("the file does not lie in a source's folder: mentions go to sources/<source>/mentions.yaml")
    id, names = node["id"], node.get("names")
    prefix = MENTION + file.source.removeprefix("source/") + "/"
    if not isinstance(id, Scalar) or not id.startswith(prefix):
        raise Malformed(f"{str(id)!r} is no mention in {file.source}: call it {prefix}<entity>")
    if not isinstance(names, Sequence):
        raise Malformed("the mention has no list of names: write `names:` with {words: …, at: […]}")
    targets = Sequence.of((target for name in names for target in _named_passages(name, file)), names.line)
    return node.changed("names", body=id.removeprefix(prefix), motivation="oa:identifying", target=targets)


def time_span(value: Value, file: File) -> Mapping:
    """A time-span with the bounds of its EDTF text, called by it in words."""
    if not isinstance(value, Scalar):
        raise Malformed("a time is written as EDTF, such as 1944-10-20 or /1944-12; quote one that begins with { or [")
    first, last = edtf.bounds(value)
    bounds = {key: str(day) for key, day in (("beginOfTheBegin", first), ("endOfTheEnd", last)) if day}
    in_words = Mapping(value.line)
    for language in wording.read_in(file.language):
        in_words.put(language, Scalar.of(spoken(value, language), value.line))
    return Mapping(value.line, "crm:E52_Time-Span").changed(edtf=value, prefLabel=in_words, **bounds)


def claim_object(value: Value, file: File) -> Value:
    """The object of a claim: a thing by its id, a quantity, a time or a text."""
    if not isinstance(value, Mapping):
        return value
    if FIGURES & set(value):
        return _dimension(value)
    match dict(value):
        case {"date": date, **rest} if not rest:
            return time_span(date, file)
        case {"text": Scalar() as text, **rest} if not rest:
            return Mapping(value.line, "elbe:Text").changed(text=texts(text, file))
        case {"text": Scalar() as text, "lang": Scalar() as language, **rest} if not rest:
            return Mapping(value.line, "elbe:Text").changed(text=_in_language(language, text))
    raise Malformed("an object is an id, {value: …, unit: …}, {date: …}, {text: …} or {text: …, lang: …}")


def _dimension(value: Mapping) -> Mapping:
    """A quantity; of one that is nearly or just over a figure, that figure is also the limit."""
    limit = _LIMITS.get(str(value.get("precision")))
    is_short = limit and "value" in value and limit not in value
    return value.changed(type="crm:E54_Dimension", **({limit: value["value"]} if limit and is_short else {}))


_LIMITS = {"precision/nearly": "upper", "precision/just-over": "lower"}


def claim(node: Value, file: File) -> Value:
    """A claim with the question that its subject, predicate and unit make, unless it names the one that it answers."""
    assert isinstance(node, Mapping)
    subject, written = node.get("subject"), node.get("predicate")
    predicate = file.terms.predicates_by_curie.get(written) if isinstance(written, Scalar) else None
    if "answers" in node or predicate is None or not isinstance(subject, Scalar):
        return node
    object_ = node.get("object")
    unit = object_.get("unit") if isinstance(object_, Mapping) else None
    return node.changed(answers=questions.expected(subject, predicate, str(unit) if unit else None, file.terms))


def reference(value: Value, file: File) -> Value:
    """The id of a thing that is written nested with no more than what refers to it."""
    id = value.get("id") if isinstance(value, Mapping) else None
    is_stub = isinstance(value, Mapping) and not set(value) - set(STUB)
    return id if is_stub and isinstance(id, Scalar) and "#" not in id else value


def texts(value: Value, file: File) -> Value:
    """Texts by their languages; those that name none are in that of the corpus."""
    if isinstance(value, Mapping):
        return value
    return _in_language(file.language, value)


def _in_language(language: str, text: Scalar | Sequence) -> Mapping:
    by_language = Mapping(text.line)
    by_language.put(language, text)
    return by_language


def _named_passages(name: Value, file: File) -> Iterator[Mapping]:
    """The passages of one form of a name."""
    if not isinstance(name, Mapping) or set(name) not in ({"words", "at"}, {"sha256", "length", "at"}):
        raise Malformed(
            "a name is written {words: …, at: […]}, or {sha256: …, length: …, at: […]} to keep the words out"
        )
    words, at = name.get("words"), name["at"]
    length = _whole("length", name["length"]) if words is None else len(str(words))
    digest = name["sha256"] if words is None else passages.digest(str(words))
    for start in at if isinstance(at, Sequence) else [at]:
        end = str(_whole("at", start) + length)
        yield passage(Mapping(name.line).changed(id=f"#at-{start}", start=start, end=end, sha256=digest), file)


def _offset(value: Mapping, key: str) -> int:
    return _whole(key, value[key])


def _whole(key: str, text: Value) -> int:
    if not isinstance(text, Scalar) or not (text.isascii() and text.isdecimal()):
        raise Malformed(f"{key} is {str(text)!r}, not a whole number of code points")
    return int(text)
