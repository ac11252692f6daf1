"""The form by which a list is narrowed: which of its fields stand open, and what they offer."""

from collections.abc import Mapping
from typing import Any

from kb.reading.filters import Filter
from kb.reading.lists import Lists
from kb.reading.overview import Overview

OPEN = {
    "claims": ("q", "about", "speaker", "place"),
    "entities": ("q", "type", "place", "source"),
    "questions": ("q", "about", "place", "disputed"),
    "sources": ("q", "about", "speaker", "manner"),
}
"""The fields of each form that stand open; the others are folded."""
NAMED = {
    "q": "Words",
    "about": "About",
    "speaker": "Speaker",
    "source": "Source",
    "question": "Question",
    "place": "Place",
    "from": "From",
    "to": "Until",
    "manner": "Manner",
    "stance": "Stance",
    "disputed": "Disputed",
    "type": "Kind",
    "linked": "Linked elsewhere",
    "decade": "Decade",
}
"""What filters and facets are called."""


class FilterForm:
    """Sets out the filters of lists as fields."""

    def __init__(self, lists: Lists, overview: Overview) -> None:
        self.lists, self.overview = lists, overview

    def fields(self, name: str, given: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
        """What a page needs for the fields of the form, and how the things are called that are given."""
        iris = {path: self.lists.store.terms.iri(path) for texts in given.values() for path in texts}
        labels = self.overview.names(iri for path, iri in iris.items() if path in self.lists.things)
        fields = {filter.name: self.field(filter, given.get(filter.name, ())) for filter in self.lists.filters_of(name)}
        return {
            "open_fields": [fields[each] for each in OPEN[name]],
            "folded_fields": [field for each, field in fields.items() if each not in OPEN[name]],
            "called": {path: labels[iri].text for path, iri in iris.items() if iri in labels},
            "named": NAMED,
            "action": f"/{name}",
            "legend": "Narrow the list",
        }

    def field(self, filter: Filter, given: tuple[str, ...]) -> dict[str, Any]:
        """A field of the form."""
        return {
            "filter": filter,
            "given": given,
            "options": [(word, word) for word in filter.words] or self.options(filter),
        }

    def options(self, filter: Filter) -> list[tuple[str, str]]:
        """What may be chosen where there is little to choose from, with its name."""
        if not {"manner", "source"}.issuperset(filter.kinds) or not filter.kinds:
            return []
        terms = self.lists.store.terms
        paths = sorted(path for path in self.lists.things if path.startswith(f"{filter.kinds[0]}/"))
        return [(path, terms.labels.get(terms.iri(path), path.partition("/")[2])) for path in paths]
