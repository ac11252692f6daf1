"""The ways to narrow a list: what each filter keeps, and what it may say."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pyoxigraph import Literal, NamedNode

from kb.errors import FilterInvalid
from kb.hints import hint, nearest
from kb.model.stances import STANCES
from kb.model.times import days as bounds
from kb.model.vocabulary import Terms
from kb.namespaces import ID, ONTOLOGY, PREFIXES

Term = NamedNode | Literal

Filters = Mapping[str, Sequence[str]]
"""The values given for each filter, as somebody wrote them; any one of a filter's values is enough."""

LISTS = {"claims": "claim", "entities": "entity", "questions": "question", "sources": "source"}
"""The lists, and the variable that stands for an item of each."""

DISPUTED = f"{ID}status/disputed"

DAY = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)

LONGEST = 300

MOST_VALUES = 20

TEXTS = ("from", "to", "q")
"""The filters that take neither things nor words of their own."""

SPEAKERS = ("agent", "group", "organization", "person", "speaker")


@dataclass(frozen=True)
class Filter:
    """One way to narrow a list: what it keeps, and what it may say."""

    name: str
    meaning: str
    example: str = ""
    kinds: tuple[str, ...] = ()
    """The kinds of things that it names, where it names things and not any will do."""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The words that it may say, with the IRIs that each stands for."""
    is_repeatable: bool = True
    lists: tuple[str, ...] = tuple(LISTS)


FILTERS = (
    Filter("about", "A thing that claims speak of: their subject or object, or the place of which they hold."),
    Filter(
        "speaker",
        "Who takes the stance on a claim, in words of their own or in words that others report.",
        kinds=SPEAKERS,
    ),
    Filter("source", "The source that shows it.", kinds=("source",)),
    Filter(
        "question",
        "The question that claims answer; those that answer a narrower one are among them.",
        kinds=("question",),
    ),
    Filter(
        "place",
        "A place that claims speak of. Places that lie within it today count as it does, and so do events that any "
        "claim puts there.",
    ),
    Filter(
        "from",
        "The first day, month or year of a period. A claim is kept if the time of which it holds, the date that it "
        "states, or a date that any claim gives for the event it is about may lie in the period. Where such a time "
        "is open or unknown at one side, nothing bounds it there. Claims without any time are left out.",
        "1900-01",
        is_repeatable=False,
    ),
    Filter("to", "The last day, month or year of a period, as `from`.", "1999-12-31", is_repeatable=False),
    Filter("manner", "The manner of the utterance that takes the stance.", "manner/memoir", kinds=("manner",)),
    Filter(
        "stance", "The stance that is taken on a claim.", "denies", words={word: (ONTOLOGY + word,) for word in STANCES}
    ),
    Filter(
        "disputed",
        "Whether the question that a claim answers is disputed: answers conflict, or one is asserted and denied "
        "or doubted.",
        "true",
        is_repeatable=False,
    ),
    Filter(
        "q",
        "Words of the gist of the claim, the title of the question, or a name of the entity or source, as the search "
        "finds them: in any script, with other endings, and most of them where not all fit.",
        is_repeatable=False,
    ),
    Filter("type", "The kind of entity.", "person", lists=("entities",)),
    Filter(
        "linked",
        "Whether the entity is linked to the same in other datasets.",
        "true",
        words={"true": ("true",), "false": ("false",)},
        is_repeatable=False,
        lists=("entities",),
    ),
)
"""The filters, less what they have of a record: examples, its kinds of entities."""


def filters_of(terms: Terms, things: Collection[str], examples: Mapping[str, str]) -> dict[str, Filter]:
    """The filters for the things of a record, by name, with its own examples or the first things that fit."""
    kinds = {kind: (terms.expand(terms.kinds[kind]),) for kind in _kinds(terms)}
    words: dict[str, Mapping[str, tuple[str, ...]]] = {"disputed": _statuses(terms), "type": kinds}
    return {
        each.name: replace(
            each,
            words=words.get(each.name, each.words),
            example=examples.get(each.name) or each.example or _first(things, each.kinds or _kinds(terms)),
        )
        for each in FILTERS
    }


def _kinds(terms: Terms) -> list[str]:
    """The kinds of what claims speak of: of entities but for sources, of authors, and of roles."""
    entities = {kind for kind, curie in terms.kinds.items() if terms.expand(curie) in terms.entity_classes}
    return sorted(entities - {"source"} | {"agent", "role"})


def _statuses(terms: Terms) -> dict[str, tuple[str, ...]]:
    others = sorted(iri for iri in terms.concepts if iri.startswith(f"{ID}status/") and iri != DISPUTED)
    return {"true": (DISPUTED,), "false": tuple(others)}


def _first(things: Collection[str], kinds: Collection[str]) -> str:
    """The first thing of some kinds."""
    return min((path for path in things if path.partition("/")[0] in kinds), default="")


def check_names(list_name: str, filters: Filters, there_are: Mapping[str, Filter]) -> None:
    """Raises FilterInvalid for a filter that the list does not have, or that is given too often."""
    known = [name for name, filter in there_are.items() if list_name in filter.lists]
    for name, texts in filters.items():
        if name not in known:
            raise FilterInvalid(f"There is no {name[:LONGEST]!r} here{suggestion(name, known)}: {', '.join(known)}.")
        if len(texts) > (MOST_VALUES if there_are[name].is_repeatable else 1):
            raise FilterInvalid(f"{name} is given {len(texts)} times, which is too often.")


def search_words(filters: Filters) -> list[Literal]:
    """The words to be searched for; raises FilterInvalid where they are too many."""
    words = [word for text in filters.get("q", ()) for word in text.lower().split()]
    if len(words) > MOST_VALUES or sum(map(len, words)) > LONGEST:
        raise FilterInvalid(f"q: at most {MOST_VALUES} words of {LONGEST} characters together are searched for.")
    return [Literal(word) for word in words]


def days(filters: Filters) -> tuple[Literal | None, Literal | None] | None:
    """The first and the last day of the period that is asked for, if one is."""
    first, last = (_day(name, filters[name][0]) if name in filters else None for name in ("from", "to"))
    if first and last and first.value > last.value:
        raise FilterInvalid(f"from: the period ends, on {last.value}, before it starts, on {first.value}.")
    return (first, last) if first or last else None


def _day(name: str, text: str) -> Literal:
    """The first day of a date where that is the start of a period, the last where it is the end."""
    try:
        found = bounds(text)[name == "to"] if DAY.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None:
        raise FilterInvalid(
            f"{name}: {text[:LONGEST]!r} is no day, month or year that exists: write it as 1944-10-20, 1944-10 or 1944."
        )
    return Literal(found.isoformat(), datatype=NamedNode(PREFIXES["xsd"] + "date"))


def suggestion(text: str, names: Collection[str]) -> str:
    """The names that may be meant, as the end of a message."""
    word = text[:LONGEST].rpartition("/")[2]
    alike = nearest(text[:LONGEST], sorted(names), most=3)
    return alike or hint([name for name in sorted(names) if word and word in name][:3])
