"""Named queries with what is put into them: words as people write them, each read by the type of its parameter."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from pyoxigraph import Literal, NamedNode

from kb.errors import FilterInvalid
from kb.examples import Example, Parameter
from kb.namespaces import ID, term
from kb.reading.filters import LONGEST, Filter
from kb.reading.lists import Lists
from kb.store.binding import bind

Term = NamedNode | Literal
ITEM = re.compile(r"(?:http://www\.wikidata\.org/entity/)?(Q[1-9][0-9]{0,14})")
FIRST = re.compile(r'"([^"]*)"|<([^>]*)>|(\S+)')


def asked(example: Example, given: Mapping[str, Sequence[str]], lists: Lists) -> str:
    """The text of a query with what is given for its parameters; what is not given stays. Raises FilterInvalid."""
    text = example.text
    for parameter in example.parameters:
        if texts := given.get(parameter.name):
            text = bind(text, parameter.name, [_term(parameter, each, lists) for each in texts])
    return text


def example_of(parameter: Parameter) -> str:
    """What a parameter may say: the first of what stands in the query, as people write it."""
    found = FIRST.match(parameter.default)
    assert found, f"{parameter.name} has no example"
    text: str = next(filter(None, found.groups()))
    return text.rpartition("/")[2] if parameter.type == "item" else text.removeprefix(ID)


def _term(parameter: Parameter, text: str, lists: Lists) -> Term:
    """The term that a text stands for."""
    read = READERS.get(parameter.type)
    if read is None:
        kinds = () if parameter.type == "thing" else tuple(parameter.type.split("|"))
        return lists.thing(Filter(parameter.name, parameter.meaning, example_of(parameter), kinds), text)
    try:
        return read(text.strip())
    except ValueError:
        example = example_of(parameter)
        raise FilterInvalid(
            f"{parameter.name}: {text[:LONGEST]!r} is no {parameter.type}. It takes one such as {example}."
        ) from None


def _item(text: str) -> NamedNode:
    found = ITEM.fullmatch(text.removeprefix("wd:"))
    if found is None:
        raise ValueError
    return term(f"wd:{found[1]}")


READERS: dict[str, Callable[[str], Term]] = {
    "date": lambda text: Literal(date.fromisoformat(text).isoformat(), datatype=term("xsd:date")),
    "item": _item,
}
"""How texts are read, by the type of a parameter; those of other types are things."""
