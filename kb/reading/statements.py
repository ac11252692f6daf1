"""Statements: who takes which stance on which claim, through whom, and in which passage of which source."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields

from pyoxigraph import QuerySolution

from kb import resources
from kb.namespaces import compact
from kb.store.protocol import Store

ARROW = " ← "


@dataclass(frozen=True)
class Statement:
    """One stance on one claim; the chain names the speakers from the source's own to the one who takes the stance."""

    claim: str
    gist: str
    stance: str
    speaker: str
    chain: str
    utterance: str
    source: str
    start: int
    end: int
    value: str
    lower: str
    upper: str
    unit: str
    precision: str
    time: str


def statements(store: Store) -> list[Statement]:
    """All statements of the record, source by source in the order of their passages."""
    chains = _chains(store)
    rows = store.select(resources.query("reading", "stances"))
    return sorted((_statement(row, chains) for row in rows), key=_document_order)


def to_csv(rows: Iterable[Statement]) -> bytes:
    """The statements as a table (https://www.rfc-editor.org/rfc/rfc4180) with a header."""
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(field.name for field in fields(Statement))
    writer.writerows(map(astuple, rows))
    return table.getvalue().encode()


def _statement(row: QuerySolution, chains: Mapping[str, tuple[str, ...]]) -> Statement:
    text = {name: _text(row, name) for name in ("gist", "value", "lower", "upper", "unit", "precision", "time")}
    utterance = row["utterance"].value
    return Statement(
        claim=row["claim"].value,
        stance=compact(row["stance"].value).removeprefix("elbe:"),
        speaker=chains[utterance][-1],
        chain=ARROW.join(chains[utterance]),
        utterance=utterance,
        source=row["source"].value,
        start=int(row["start"].value),
        end=int(row["end"].value),
        **text,
    )


def _text(row: QuerySolution, name: str) -> str:
    return row[name].value if row[name] is not None else ""


def _document_order(statement: Statement) -> tuple[str, int, int, str, str, str]:
    return (statement.source, statement.start, statement.end, statement.utterance, statement.claim, statement.stance)


def _chains(store: Store) -> dict[str, tuple[str, ...]]:
    """The names of the speakers of each utterance's chain, outermost first; joint speakers share a place in it."""
    names: dict[str, set[str]] = defaultdict(set)
    reporter: dict[str, str] = {}
    for row in store.select(resources.query("reading", "speakers")):
        names[row["utterance"].value].add(row["name"].value)
        if row["reporter"] is not None:
            reporter[row["utterance"].value] = row["reporter"].value
    return {utterance: _chain(utterance, names, reporter) for utterance in names}


def _chain(utterance: str, names: Mapping[str, set[str]], reporter: Mapping[str, str]) -> tuple[str, ...]:
    speakers = [" and ".join(sorted(names[utterance]))]
    while utterance in reporter:
        utterance = reporter[utterance]
        speakers.insert(0, " and ".join(sorted(names[utterance])))
    return tuple(speakers)
