"""Claims as statements of Wikidata, each with the reference that shows it; what can't be carried whole is left out."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QuerySolution

from kb import resources
from kb.namespaces import PREFIXES
from kb.store.protocol import Store

Term = NamedNode | Literal
Snak = tuple[str, str]
"""A property and a value, both as QuickStatements writes them."""

POINT, BEGIN, END = "P585", "P580", "P582"
PRECISIONS = {4: 9, 7: 10, 10: 11}
"""Wikidata's precision of a year, a month and a day, by how many characters the date has."""
_DATE = re.compile("[0-9]{4}(-(0[1-9]|1[0-2])(-[0-3][0-9])?)?")


@dataclass(frozen=True)
class Statement:
    """A statement with its qualifiers, its reference, and the claim that it is made of."""

    item: str
    property: str
    value: str
    qualifiers: tuple[Snak, ...]
    reference: tuple[Snak, ...]
    claim: str
    gist: str


def statements(store: Store) -> list[Statement]:
    """The statements, each once, in the order of their claims."""
    found: dict[tuple[str, str], Statement] = {}
    for row in store.select(resources.query("export/giving", "statements")):
        for each in _statement(row):
            found.setdefault((each.claim, each.value), each)
    return list(found.values())


def _statement(row: QuerySolution) -> Iterator[Statement]:
    """The statement of a row; none where a time says more than a date or two, or nothing leads to the source."""
    value = _item(row["value"].value) if row["value"] else _time(row["time"].value)
    qualifiers = _when(row["valid"].value) if row["valid"] else ()
    told = [(key, write(row[name])) for key, (name, write) in REFERENCE.items() if row[name]]
    reference = tuple((key, text) for key, text in told if text)
    if value and qualifiers is not None and reference:
        item, key, claim = (row[name].value for name in ("item", "property", "claim"))
        yield Statement(_item(item), _item(key), value, qualifiers, reference, claim, row["gist"].value)


def _when(edtf: str) -> tuple[Snak, ...] | None:
    """The qualifiers that say of when a statement is; None for a time that they can't say."""
    begin, slash, end = edtf.partition("/")
    dates = [_time(begin), _time(end)] if slash else [_time(edtf)]
    keys = (BEGIN, END) if slash else (POINT,)
    return tuple(zip(keys, map(str, dates), strict=True)) if all(dates) else None


def _time(edtf: str) -> str | None:
    """A date as QuickStatements writes it; None for one that is approximate, uncertain, open or more than one."""
    if not _DATE.fullmatch(edtf):
        return None
    return f"+{edtf}{'-00' * ((10 - len(edtf)) // 3)}T00:00:00Z/{PRECISIONS[len(edtf)]}"


def _text(value: Term) -> str:
    """A text between quotes, which QuickStatements can't have within it."""
    return '"' + re.sub(r"\s+", " ", value.value.replace('"', "'")).strip() + '"'


def _monolingual(value: Term) -> str:
    """A text with its language."""
    return f"{getattr(value, 'language', None) or 'und'}:{_text(value)}"


def _item(iri: str) -> str:
    """The identifier of an item or a property."""
    return iri.removeprefix(PREFIXES["wd"])


REFERENCE: dict[str, tuple[str, Callable[[Term], str | None]]] = {
    "P248": ("sourceItem", lambda value: _item(value.value)),
    "P854": ("address", _text),
    "P1476": ("title", _monolingual),
    "P577": ("issued", lambda value: _time(value.value)),
    "P2093": ("author", _text),
}
"""Stated in, reference URL, title, publication date, author's name: the query's variable, and how it is written."""
