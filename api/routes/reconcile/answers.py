"""The answers to reconciliation queries: candidates, with their scores and what these are made of."""

from typing import Any

from api.routes.reconcile.queries import Query
from api.routes.reconcile.vocabulary import Types, type_json
from kb.model.vocabulary import Terms
from kb.search.contexts import Given
from kb.search.matching import Candidate, Matcher
from kb.search.ranking import LONGEST

Json = dict[str, Any]

OF_OTHER_TYPE = 15.0
"""By how much the score is less of what is of no type that it should be of."""


class Answering:
    """Answers queries from the matcher of a release."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher, self.types = matcher, Types(matcher)

    def answer(self, query: Query) -> Json:
        """The candidates of a query; none of a type that is unknown, nor for a name that is too long to be one."""
        if len(query.name) > LONGEST:
            return {"result": []}
        given = [_resolved(each, self.matcher.terms) for each in query.given]
        if not query.types:
            return _result(self.matcher.candidates(query.name, (), given, query.limit), self.matcher.terms)
        if query.strictness == "should":
            return self._preferring(query, given)
        find = self.types.common if query.strictness == "all" else self.types.classes
        classes = find(query.types)
        found = self.matcher.candidates(query.name, classes, given, query.limit) if classes else []
        return _result(found, self.matcher.terms)

    def _preferring(self, query: Query, given: list[Given]) -> Json:
        """The candidates of a query, those first that are of a type which they should be of."""
        classes = self.types.classes(query.types)
        strictly = self.matcher.candidates(query.name, classes, given, query.limit) if classes else []
        matches = {each.thing.iri for each in strictly if each.match}
        found = []
        for each in self.matcher.candidates(query.name, (), given, 2 * query.limit):
            fits = each.thing.class_ in classes
            less, feature = (0.0, 100.0) if fits else (OF_OTHER_TYPE, 0.0)
            told = {"score": round(max(0.0, each.score - less), 2), "match": each.thing.iri in matches}
            entry = _entry(each, self.matcher.terms) | told
            found.append(entry | {"features": [*entry["features"], {"id": "type", "value": feature}]})
        return {"result": sorted(found, key=lambda entry: -entry["score"])[: query.limit]}


def identifier(iri: str, terms: Terms) -> str:
    """A thing's identifier: its path below the identifier space."""
    return iri.removeprefix(terms.id)


def _resolved(given: Given, terms: Terms) -> Given:
    """What is given, with identifiers of places as IRIs."""
    values = (terms.id + value if value.startswith("place/") else value for value in given.values)
    return Given(given.property, tuple(values)) if given.property == "place" else given


def _result(candidates: list[Candidate], terms: Terms) -> Json:
    """The candidates of one query."""
    return {"result": [_entry(each, terms) for each in candidates]}


def _entry(candidate: Candidate, terms: Terms) -> Json:
    """One candidate."""
    return {
        "id": identifier(candidate.thing.iri, terms),
        "name": candidate.thing.label,
        "description": _described(candidate, terms),
        "score": candidate.score,
        "match": candidate.match,
        "features": [{"id": feature, "value": value} for feature, value in candidate.features],
        "type": [type_json(candidate.thing.class_, terms)],
    }


def _described(candidate: Candidate, terms: Terms) -> str:
    """What a candidate is, and the name of it that is like the query."""
    kind = terms.labels.get(candidate.thing.class_, candidate.thing.kind)
    shown = candidate.name.shown
    return f"{kind}; {shown}" if shown and shown != candidate.thing.label else kind
