"""The conflicts that rules found, question by question, each with its rule, its reason and what its sides say."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import groupby

from pyoxigraph import QuerySolution

from kb import resources
from kb.namespaces import compact
from kb.store.protocol import Store

COLUMNS = (
    "question",
    "title",
    "type",
    "conflict",
    "reason",
    "rule",
    "version",
    "stance",
    "speaker",
    "gist",
    "claim",
    "utterance",
)


@dataclass(frozen=True)
class Saying:
    """What one side says: the claim with its gist, the stance towards it, the speaker and the utterance."""

    stance: str
    speaker: str
    gist: str
    claim: str
    utterance: str


@dataclass(frozen=True)
class Conflict:
    """A conflict on one question, or on none if one speech is rendered in different ways."""

    question: str | None
    title: str
    type: str
    conflict: str
    reason: str
    rule: str
    version: str
    sides: tuple[Saying, ...]


def types(store: Store) -> list[str]:
    """The names of the types of conflict that there are."""
    return [row["type"].value for row in store.select(resources.query("reading", "conflict_types"))]


def conflicts(store: Store, type: str | None = None) -> list[Conflict]:
    """The conflicts of a type, or of all types, by question and type; one that touches two questions stands at each."""
    rows = store.select(resources.query("reading", "conflicts"))
    found = (_conflict(list(group)) for _, group in groupby(rows, key=lambda row: (row["question"], row["conflict"])))
    return [conflict for conflict in found if type in (None, conflict.type)]


def told(found: Iterable[Conflict]) -> Iterator[str]:
    """Lines that tell conflicts to a person: under each question its conflicts, and who says what."""
    for (question, title), group in groupby(found, key=lambda conflict: (conflict.question, conflict.title)):
        yield f"\n{title}" + (f"  ({question})" if question else "")
        for conflict in group:
            yield f"  {conflict.type}: {conflict.reason}  [{conflict.rule} {conflict.version}]"
            yield from dict.fromkeys(f"    {side.speaker} {side.stance}: {side.gist}" for side in conflict.sides)


def rows(found: Iterable[Conflict]) -> Iterator[dict[str, str]]:
    """One row for each thing said, with the columns of COLUMNS."""
    for conflict in found:
        for side in conflict.sides:
            row = asdict(conflict) | asdict(side)
            yield {column: row[column] or "" for column in COLUMNS}


def _conflict(solutions: list[QuerySolution]) -> Conflict:
    first = solutions[0]
    return Conflict(
        question=compact(first["question"].value) if first["question"] is not None else None,
        title=first["title"].value,
        type=first["type"].value,
        conflict=compact(first["conflict"].value),
        reason=first["reason"].value,
        rule=compact(first["rule"].value),
        version=first["version"].value,
        sides=tuple(_saying(solution) for solution in solutions),
    )


def _saying(solution: QuerySolution) -> Saying:
    return Saying(
        stance=compact(solution["stance"].value).removeprefix("elbe:"),
        speaker=solution["speaker"].value,
        gist=solution["gist"].value,
        claim=compact(solution["claim"].value),
        utterance=compact(solution["utterance"].value),
    )
