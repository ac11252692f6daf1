"""Where the text of a source names entities: proposed from their labels, and compared with the mentions of the record.

A label is found as a run of whole words, whatever their script; where several match, the one of most words counts.
Several words match in any case, a single one as it is spelt, with a capital put in front or all in capitals.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import NamedNode

from kb import resources
from kb.model.passages import digest
from kb.store.binding import extend
from kb.store.protocol import Store

# Thai to Burmese, Khmer, kana and Han do not set words apart: each of their letters counts as a word.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
WORD = re.compile(rf"[{UNSPACED}]|(?:[^\W{UNSPACED}]|[\u0300-\u036f])+")
ALIKE = str.maketrans(dict.fromkeys("–—‑‐", "-") | dict.fromkeys("’‘ʼ“”„«»", '"') | {"'": '"'})
SHORTEST_CAPITALS = 4
MOST_WORDS_WRITTEN = 8
CONTEXT = 40


@dataclass(frozen=True)
class Word:
    """A word of a text or label: as it stands, folded for comparison, where it stands, and what lies before it."""

    text: str
    folded: str
    start: int
    end: int
    gap: str


@dataclass(frozen=True)
class Label:
    """One name of an entity, given by its path below the base."""

    entity: str
    text: str
    words: tuple[Word, ...]

    @property
    def head(self) -> str:
        """The signs before the first word."""
        return self.text[: self.words[0].start]

    @property
    def tail(self) -> str:
        """The signs after the last word."""
        return self.text[self.words[-1].end :]


@dataclass(frozen=True, order=True)
class Proposal:
    """A stretch of a text that labels spell, and the entities that bear them."""

    start: int
    end: int
    entities: tuple[str, ...]


@dataclass(frozen=True)
class Name:
    """A stretch of a text that is recorded as the name of an entity, or as that of none; a note says more."""

    start: int
    end: int
    entity: str | None
    note: str | None = None


@dataclass(frozen=True)
class Comparison:
    """How labels and record differ: what the record lacks, what no label explains, and names that overlap."""

    missing: list[Proposal]
    unexplained: list[Name]
    overlapping: list[tuple[Name, Name]]


def labels(store: Store) -> list[Label]:
    """All names of all entities."""
    own = map(NamedNode, store.terms.own_kinds)
    rows = store.select(extend(resources.query("texts", "entity_names"), "class", own))
    named = ((store.terms.path(row["entity"].value), row["name"].value) for row in rows)
    return [Label(entity, text, found) for entity, text in named if (found := tuple(_words(text)))]


def recorded(store: Store, source: str) -> list[Name]:
    """The names that the record holds of a source, given by its IRI, in order."""
    rows = store.select(resources.query("texts", "mentions"))
    return [
        Name(
            int(row["start"].value),
            int(row["end"].value),
            store.terms.path(row["entity"].value) if row["entity"] is not None else None,
            row["note"].value if row["note"] is not None else None,
        )
        for row in rows
        if row["source"].value == source
    ]


def _propose(text: str, known: Iterable[Label]) -> list[Proposal]:
    """The stretches of a text that labels spell, none within another."""
    by_first: dict[str, list[Label]] = defaultdict(list)
    for label in known:
        by_first[label.words[0].folded].append(label)
    found = list(_words(text))
    proposals: list[Proposal] = []
    at = 0
    while at < len(found):
        matching = [label for label in by_first.get(found[at].folded, ()) if _spells(label, found, at)]
        most = max((len(label.words) for label in matching), default=0)
        longest = [label for label in matching if len(label.words) == most]
        if longest:
            start, end = _extent(text, found[at].start, found[at + most - 1].end, longest)
            proposals.append(Proposal(start, end, tuple(sorted({label.entity for label in longest}))))
        at += most or 1
    return proposals


def compare(text: str, known: list[Label], names: list[Name]) -> Comparison:
    """How the labels that a text spells differ from the names, in order, that are recorded of it."""
    missing = [p for p in _propose(text, known) if not any(n.start <= p.start and p.end <= n.end for n in names)]
    by_entity: dict[str | None, list[Label]] = defaultdict(list)
    for label in known:
        by_entity[label.entity].append(label)
    unexplained = [n for n in names if n.entity and not _explains(by_entity[n.entity], text[n.start : n.end])]
    mentioning = [name for name in names if name.entity]
    pairs = pairwise(mentioning)
    overlapping = [(a, b) for a, b in pairs if b.start < a.end and (a.start, a.end) != (b.start, b.end)]
    return Comparison(missing, unexplained, overlapping)


def _words(text: str) -> Iterator[Word]:
    """The words of a text."""
    end = 0
    for match in WORD.finditer(text):
        yield Word(match[0], _folded(match[0]), match.start(), match.end(), _gap(text[end : match.start()]))
        end = match.end()


def report(source: str, text: str, found: Comparison) -> Iterator[str]:
    """Lines that tell what was found: proposals as YAML, the rest as comments of YAML, with the words around."""
    yield from _as_yaml(source, text, found.missing)
    yield f"# {len(found.missing)} names that the mentions lack, among them to be decided:"
    for proposal in found.missing:
        if len(proposal.entities) > 1:
            where = _in_context(text, proposal.start, proposal.end)
            yield f"#   {where}: {' or '.join(proposal.entities)}"
    yield f"# {len(found.unexplained)} mentions that no label explains:"
    for name in found.unexplained:
        yield f"#   {_in_context(text, name.start, name.end)}: {name.entity}{f' ({name.note})' if name.note else ''}"
    yield f"# {len(found.overlapping)} mentions that overlap:"
    for one, other in found.overlapping:
        yield f"#   {_in_context(text, one.start, one.end)}: {one.entity}, {other.entity}"


def _as_yaml(source: str, text: str, proposals: Iterable[Proposal]) -> Iterator[str]:
    """Lines of a `mentions.yaml` that propose each stretch as a name of the first of its entities."""
    forms: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for proposal in proposals:
        forms[proposal.entities[0]][text[proposal.start : proposal.end]].append(proposal.start)
    for entity, starts in forms.items():
        yield f"- id: mention/{source.removeprefix('source/')}/{entity}"
        yield "  names:"
        for form, at in starts.items():
            yield f"    - {{{_written(form)}, at: {at}}}"


def _written(form: str) -> str:
    """A form by its words, or by digest and length if it is too long for a name or goes over a line's end."""
    if len(list(_words(form))) > MOST_WORDS_WRITTEN or "\n" in form:
        return f"sha256: {digest(form)}, length: {len(form)}"
    return "words: " + '"' + form.replace("\\", r"\\").replace('"', r"\"") + '"'


def _in_context(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return " ".join(f"{start}-{end} …{before}[{text[start:end]}]{after}…".split())


def _explains(known: list[Label], form: str) -> bool:
    found = list(_words(form))
    return any(len(label.words) == len(found) and _spells(label, found, 0) for label in known)


def _spells(label: Label, found: list[Word], at: int) -> bool:
    """Whether the words found from there on begin with those of a label."""
    ours, theirs = label.words, found[at : at + len(label.words)]
    if [word.folded for word in ours] != [word.folded for word in theirs]:
        return False
    if len(ours) == 1:
        return _same_case(ours[0].text, theirs[0].text)
    return [word.gap for word in ours[1:]] == [word.gap for word in theirs[1:]]


def _same_case(label: str, found: str) -> bool:
    capitals = len(label) >= SHORTEST_CAPITALS and found == label.upper()
    return capitals or found in (label, label[0].upper() + label[1:])


def _extent(text: str, start: int, end: int, found: list[Label]) -> tuple[int, int]:
    """The stretch of the words, with the signs around them that belong to a label, such as a closing bracket."""
    head = max((label.head for label in found if text.endswith(label.head, 0, start)), key=len, default="")
    tail = max((label.tail for label in found if text.startswith(label.tail, end)), key=len, default="")
    return start - len(head), end + len(tail)


def _folded(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold()


def _gap(between: str) -> str:
    """What lies between two words, with all dashes, all quotation marks and all spaces alike."""
    signs = between.translate(ALIKE)
    return " " if signs.isspace() else "".join(signs.split())
