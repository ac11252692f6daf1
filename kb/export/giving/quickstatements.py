"""Statements as commands of QuickStatements (https://www.wikidata.org/wiki/Help:QuickStatements)."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kb.export.giving.statements import Snak, Statement


def version_1(statements: Iterable[Statement]) -> bytes:
    """One command a line, its parts between tabs, with the claim as the summary of the edit."""
    return "".join(f"{line}\n" for line in map(_command, statements)).encode()


def version_2(statements: Sequence[Statement]) -> bytes:
    """A table: for each property its value, the summary of the edit, qualifiers, and the reference."""
    by_property: dict[str, list[Statement]] = defaultdict(list)
    for each in statements:
        by_property[each.property].append(each)
    columns = {key: _columns(key, same) for key, same in sorted(by_property.items())}
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["qid", *(name for names in columns.values() for name in names)])
    for each in statements:
        cells = dict(_cells(each))
        filled = [
            cells.get(name, "") if key == each.property else "" for key, names in columns.items() for name in names
        ]
        table.writerow([each.item, *filled])
    return text.getvalue().encode()


def _command(each: Statement) -> str:
    """A statement as one line."""
    qualifiers = [part for snak in each.qualifiers for part in snak]
    reference = [part for key, value in each.reference for part in (key.replace("P", "S"), value)]
    return "\t".join([each.item, each.property, each.value, *qualifiers, *reference, f"/* {_summary(each)} */"])


def _summary(each: Statement) -> str:
    """What is said to those who see the edit: the claim, and where it can be read."""
    return f"{each.gist.replace('*/', '* /')} {each.claim}"


def _columns(key: str, statements: Iterable[Statement]) -> list[str]:
    """The columns of a property: its value first, then those that a statement has, in a steady order."""
    names = dict.fromkeys(name for each in statements for name, _ in _cells(each))
    return sorted(names, key=lambda name: (name != key, name != "#", name[0] != "q", name))


def _cells(each: Statement) -> Iterator[Snak]:
    """The cells of a statement, by the names of their columns."""
    yield each.property, each.value
    yield "#", _summary(each)
    yield from ((key.replace("P", "qal"), value) for key, value in each.qualifiers)
    yield from ((key.replace("P", "S"), value) for key, value in each.reference)
