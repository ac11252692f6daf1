"""The guide for authors, `docs/authoring.md`, with its tables of what may be written.

The tables are made from the vocabulary, those of the guide from what all corpora share.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from kb import resources
from kb.authoring.vocabulary import Predicate, Use, Vocabulary, forms

_TABLE = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_PARTS = ("crm:E54_Dimension", "elbe:Citation", "elbe:Passage", "prov:Activity")
"""Classes of what has no id of its own and is written within other things."""
_TOGETHER = {
    "Every thing": ("elbe:Claim", "elbe:Utterance", "elbe:Question", "elbe:Person"),
    "Whatever has a name": ("elbe:Person", "elbe:Question", "elbe:Role", "elbe:Software"),
}
"""Classes whose common keys are those of many."""


def text(vocabulary: Vocabulary) -> str:
    """The guide, with its tables made anew."""
    guide = resources.read_text("docs/authoring.md")
    return _TABLE.sub(lambda found: f"{found[1]}\n{table(vocabulary, found[2])}\n{found[3]}", guide)


def table(vocabulary: Vocabulary, name: str) -> str:
    """One of the tables of `TABLES`, in Markdown."""
    return "\n".join(TABLES[name](vocabulary)) + "\n"


def _keys(vocabulary: Vocabulary) -> Iterator[str]:
    """The keys of each class; those that many have stand once, before."""
    known: dict[str, Use] = {}
    for heading, names in (*_TOGETHER.items(), ("Every entity", vocabulary.entities)):
        common = {use.key.name: use for use in _rest(_common(vocabulary, names), known)}
        yield from _section(heading, map(_cells, common.values()))
        known |= common
    for name, uses in vocabulary.uses.items():
        if name in vocabulary.classes.values() or name in _PARTS:
            form = forms()["classes"].get(name, {})
            rows = [_cells(use) for use in _rest(uses, known) if use.key.name not in form.get("properties", {})]
            added = form.get("properties", {}).items()
            rows += [(key, "needed" * (key in form["required"]), each["description"]) for key, each in added]
            yield from _section(_heading(vocabulary, name), rows)


def _common(vocabulary: Vocabulary, names: Iterable[str]) -> dict[str, Use]:
    """The keys that all of some classes have, as the first of them uses them."""
    first, *others = (vocabulary.uses[name] for name in names)
    return {key: use for key, use in first.items() if all(key in other for other in others)}


def _rest(uses: dict[str, Use], known: dict[str, Use]) -> Iterator[Use]:
    """What a class has beside what is known, or asks otherwise."""
    yield from (use for key, use in uses.items() if key not in known or known[key].help != use.help)


def _cells(use: Use) -> tuple[str, str, str]:
    """A key, whether it must be there and may repeat, and the sentence on it."""
    how = [word for word, holds in (("needed", use.is_needed), ("list", use.may_repeat)) if holds]
    return use.key.name, ", ".join(how), use.help


def _heading(vocabulary: Vocabulary, name: str) -> str:
    kinds = [f"`{kind}/…`" for kind, each in vocabulary.classes.items() if each == name]
    label = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.split("[:_]", name)[-1]).lower().capitalize()
    return f"{label}: {', '.join(kinds)}" if kinds else label


def _section(heading: str, rows: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """A table of keys under its heading, if there are any."""
    if listed := [[f"`{key}`", how, help] for key, how, help in rows]:
        yield from (f"**{heading}**", "", *_rows(("key", "", "write"), listed), "")


def _shorthands(vocabulary: Vocabulary) -> Iterator[str]:
    names = {"@id": "any key of things", "@language": "any key of texts", "claim/": "a claim", "mention/": "a mention"}
    rows = ([names.get(name, f"`{name}`"), meaning] for name, meaning in forms()["shorthands"].items())
    return _rows(("in", "stands for"), rows)


def _predicates(vocabulary: Vocabulary) -> Iterator[str]:
    rows = (
        [f"`{each.name}`", each.definition, _classes(each.subjects), _classes(each.objects), _valued(each)]
        for each in vocabulary.predicates
    )
    return _rows(("predicate", "says", "of", "object", ""), rows)


def _classes(names: Iterable[str]) -> str:
    return ", ".join(re.sub("^(elbe:|crm:E[0-9]+_)", "", name) for name in names)


def _valued(predicate: Predicate) -> str:
    if predicate.negates:
        return f"negation of `{predicate.negates}`"
    return "one answer" if predicate.is_single_valued else ""


def _lists(vocabulary: Vocabulary) -> Iterator[str]:
    for name, members in vocabulary.lists.items():
        if name not in vocabulary.chosen:
            continue  # what is computed
        rows = ([f"`{each.name}`", each.definition or each.label] for each in members)
        yield from (f"**{_classes([name])}**", "", *_rows(("entry", "means"), rows), "")


def _rows(heading: tuple[str, ...], rows: Iterable[list[str]]) -> Iterator[str]:
    yield _row(heading)
    yield _row("---" for _ in heading)
    yield from map(_row, rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


TABLES: dict[str, Callable[[Vocabulary], Iterator[str]]] = {
    "keys": _keys,
    "shorthands": _shorthands,
    "predicates": _predicates,
    "lists": _lists,
}
"""The tables of the guide, by name."""
