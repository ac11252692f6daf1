"""Candidates for links out of a gazetteer on one's own disk: names, coordinates and kinds compared."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kb.errors import TableRefused
from kb.namespaces import expand
from kb.reading.link_review import Proposal
from kb.search.contexts import kilometres
from kb.search.matching import Candidate, Matcher
from kb.search.tables import Row

LEAST_SCORE = 80.0
PLACE = expand("elbe:Place")
FAR = 200.0
"""Kilometres from which on a place of the same name is another."""
MOST = 5
"""How many candidates are proposed for one thing."""

KNOWN = {
    "names": ("name", "native", "asciiname", "label", "title"),
    "identifier": ("wikidata", "wikidataid", "wikidata_id", "qid", "geonameid", "id"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "long", "lng", "lon"),
    "kind": ("kind", "type", "feature_class", "featurecla"),
}
"""What columns are called that are compared."""


@dataclass(frozen=True)
class Gazetteer:
    """A table of places, with the places of its columns."""

    names: tuple[int, ...]
    identifier: int
    latitude: int | None
    longitude: int | None
    kind: int | None
    space: str
    """What the IRIs of its identifiers begin with."""

    @classmethod
    def of(cls, columns: Sequence[str], space: str) -> "Gazetteer":
        """The gazetteer of a table by the names of its columns; raises TableRefused where one is missing."""
        places = {column.casefold(): at for at, column in enumerate(columns)}
        found = {name: [places[word] for word in words if word in places] for name, words in KNOWN.items()}
        for name in ("names", "identifier"):
            if not found[name]:
                raise TableRefused(f"the table has no column of {name}: call one {' or '.join(KNOWN[name])}")
        one = {name: next(iter(found[name]), None) for name in ("latitude", "longitude", "kind")}
        return cls(tuple(found["names"]), found["identifier"][0], **one, space=space)


def proposals(
    rows: Iterable[Row], gazetteer: Gazetteer, matcher: Matcher, wanted: Collection[str]
) -> Iterator[Proposal]:
    """The candidates of things that are wanted, nearest first, with how far they are away."""
    found: dict[str, list[tuple[float, float, Proposal]]] = defaultdict(list)
    for row in rows:
        if row.is_read and len(row.cells) > gazetteer.identifier and row.cells[gazetteer.identifier]:
            for candidate in _meant(row, gazetteer, matcher, wanted):
                away = _away(row, gazetteer, matcher, candidate)
                if away is None or away <= FAR:
                    order = (-candidate.score, FAR if away is None else away)
                    found[candidate.thing.iri].append((*order, _proposal(row, gazetteer, candidate, away, matcher)))
    for thing in sorted(found):
        best: dict[str, Proposal] = {}
        for *_, proposal in sorted(found[thing], key=lambda each: (each[0], each[1], each[2].item)):
            best.setdefault(proposal.item, proposal)
        yield from list(best.values())[:MOST]


def _meant(row: Row, gazetteer: Gazetteer, matcher: Matcher, wanted: Collection[str]) -> list[Candidate]:
    """The things that a row may be."""
    best: dict[str, Candidate] = {}
    for at in gazetteer.names:
        for each in matcher.candidates(row.cells[at], matcher.terms.below(PLACE)) if row.cells[at] else ():
            known = best.get(each.thing.iri)
            if each.score >= LEAST_SCORE and each.thing.iri in wanted and (not known or each.score > known.score):
                best[each.thing.iri] = each
    return list(best.values())


def _away(row: Row, gazetteer: Gazetteer, matcher: Matcher, candidate: Candidate) -> float | None:
    """How far a row's point is from that of a thing; None where one of them is not known."""
    known = matcher.contexts.get(candidate.thing.iri)
    if gazetteer.latitude is None or gazetteer.longitude is None or not known or not known.point:
        return None
    try:
        point = float(row.cells[gazetteer.latitude]), float(row.cells[gazetteer.longitude])
    except ValueError:
        return None
    return kilometres(known.point, point)


def _proposal(row: Row, gazetteer: Gazetteer, candidate: Candidate, away: float | None, matcher: Matcher) -> Proposal:
    """A row for review."""
    kind = row.cells[gazetteer.kind] if gazetteer.kind is not None else ""
    distance = "distance not known" if away is None else f"{away:.1f} km away"
    return Proposal(
        thing=matcher.terms.compact(candidate.thing.iri),
        label=candidate.thing.label,
        kind=candidate.thing.kind,
        item=gazetteer.space + row.cells[gazetteer.identifier],
        item_label=row.cells[gazetteer.names[0]],
        score=f"{candidate.score:.1f}",
        match=str(candidate.match).lower(),
        reasons="; ".join(filter(None, (kind, distance))),
    )
