"""The filters by which a request narrows a list: read alike wherever lists are narrowed."""

from collections.abc import Collection

from starlette.datastructures import QueryParams

from api.http.parameters import is_follower
from kb.errors import FilterInvalid
from kb.reading.filters import suggestion
from kb.reading.lists import Lists
from kb.reading.meant import find_meant

Given = dict[str, tuple[str, ...]]


def read_texts(parameters: QueryParams, name: str) -> tuple[str, ...]:
    """What a request gives for a parameter; what is empty says nothing."""
    return tuple(text.strip() for text in parameters.getlist(name) if text.strip())


def read_given(parameters: QueryParams, list_name: str, lists: Lists) -> Given:
    """The filters of a list as a request gives them, right or wrong."""
    found = {filter.name: read_texts(parameters, filter.name) for filter in lists.filters_of(list_name)}
    return {name: texts for name, texts in found.items() if texts}


def read_filters(path: str, parameters: QueryParams, list_name: str, controls: Collection[str], lists: Lists) -> Given:
    """The filters of a list that a request gives, in which names stand for what they mean.

    Raises FilterInvalid for a parameter that is neither a filter nor a control, and for a name of several things.
    """
    known = [filter.name for filter in lists.filters_of(list_name)]
    taken = [*known, *controls]
    if unknown := [name for name in parameters if name not in taken and not is_follower(name)]:
        near = suggestion(unknown[0], taken)
        raise FilterInvalid(f"{path} takes no {unknown[0][:100]!r}{near}; it takes {', '.join(taken)}.")
    given = read_given(parameters, list_name, lists)
    return {name: tuple(_meant(name, text, lists) for text in texts) for name, texts in given.items()}


def _meant(name: str, text: str, lists: Lists) -> str:
    """What a value of a filter names; without an index of names, it is what it says."""
    if not lists.asking:
        return text
    return find_meant(text, lists.filters[name], lists, lists.asking, lists.store.terms)
