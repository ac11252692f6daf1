"""Tables in which people review candidates for links, and the mappings that are made of what they accept.

https://mapping-commons.github.io/sssom/
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from kb.errors import TableRefused
from kb.namespaces import PREFIXES, compact

ACCEPTED = {
    "exact": "skos:exactMatch",
    "close": "skos:closeMatch",
    "broad": "skos:broadMatch",
    "narrow": "skos:narrowMatch",
    "related": "skos:relatedMatch",
    "not": "skos:exactMatch",
}
"""What a person may write into the column `accept`; `not` rejects the candidate for good."""

COLUMNS = (
    "record_id",
    "subject_id",
    "subject_label",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "object_label",
    "mapping_justification",
    "confidence",
    "mapping_date",
    "comment",
    "see_also",
)


@dataclass(frozen=True)
class Proposal:
    """A candidate for a link of a thing, with what speaks for it; people fill in the rest."""

    thing: str
    label: str
    kind: str
    item: str = ""
    item_label: str = ""
    score: str = ""
    match: str = ""
    reasons: str = ""
    accept: str = ""
    """Left empty, or one of exact, close, broad, narrow, related, not."""
    comment: str = ""
    see_also: str = ""


REVIEWED = tuple(field.name for field in fields(Proposal))


def read(path: Path) -> list[Proposal]:
    """The rows of a table for review; raises TableRefused for what is none."""
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file)
        if missing := set(REVIEWED) - set(table.fieldnames or ()):
            raise TableRefused(f"{path}:1: the table lacks the columns {', '.join(sorted(missing))}")
        rows = [(table.line_num, row) for row in table]
    for line, row in rows:
        if (said := (row["accept"] or "").strip().lower()) and said not in ACCEPTED:
            raise TableRefused(
                f"{path}:{line}: accept is {said[:50]!r}: write one of {', '.join(ACCEPTED)}, or nothing"
            )
    return [Proposal(**{name: row[name] or "" for name in REVIEWED}) for _, row in rows]


def append(path: Path, proposals: Iterable[Proposal]) -> None:
    """Writes rows behind those of a table, which is begun if it is not there."""
    is_new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, REVIEWED, lineterminator="\n")
        if is_new:
            table.writeheader()
        table.writerows(map(asdict, proposals))


def sssom(proposals: Iterable[Proposal], author: str, day: str, set_id: str, base: str) -> Iterator[str]:
    """The lines of a mapping set of what a person has accepted, with that person as its author.

    The IRIs of things begin with a base.
    """
    accepted = sorted((each for each in proposals if each.accept.strip() and each.item), key=_record_id)
    yield '#sssom_version: "1.1"'
    yield "#curie_map:"
    yield f"#  elbeid: {base}"
    for prefix in ("gn", "semapv", "skos", "wd"):
        yield f"#  {prefix}: {PREFIXES[prefix]}"
    yield f"#mapping_set_id: {set_id}"
    yield f'#mapping_set_version: "{day}"'
    yield "#license: https://creativecommons.org/publicdomain/zero/1.0/"
    yield "#author_id:"
    yield f"#  - {author}"
    yield "\t".join(COLUMNS)
    for each in accepted:
        yield "\t".join(_clean(cell) for cell in _row(each, day))


def _row(each: Proposal, day: str) -> list[str]:
    """The cells of a mapping."""
    said = each.accept.strip().lower()
    modifier = "Not" if said == "not" else ""
    proposed = f"Candidate with a score of {each.score or 'none'}, reviewed by its author. {each.reasons}"
    evidence = each.comment or proposed.strip()
    mapping = [_record_id(each), f"elbeid:{each.thing}", each.label, ACCEPTED[said], modifier]
    item = [compact(each.item), each.item_label, "semapv:ManualMappingCuration"]
    return [*mapping, *item, "1", day, evidence, each.see_also]


def _record_id(each: Proposal) -> str:
    """The identifier of a mapping."""
    item = re.sub("[^a-z0-9]+", "-", each.item.rstrip("/").rpartition("/")[2].lower()).strip("-")
    return f"elbeid:mapping/{each.thing.replace('/', '-')}-{item}"


def _clean(cell: str) -> str:
    """A cell on one line; none begins with a quote, which would need another at its end."""
    return re.sub(r"\s+", " ", cell).strip().lstrip('"')
