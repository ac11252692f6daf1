import csv
import re
from pathlib import Path

import pytest
from sssom.parsers import parse_sssom_table
from sssom.validators import validate_json_schema
from support.places import SHARED

from kb import resources

FOLDER = resources.folder("seeds") / "links"
TABLES = sorted(FOLDER.glob("*.sssom.tsv"))
FACTS = SHARED / "facts" / "wikidata.tsv"


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.name)
def test_a_table_of_links_is_read_by_the_reference_implementation(table):
    parsed = parse_sssom_table(table)
    report = validate_json_schema(parsed, fail_on_error=False)

    assert [result.message for result in report.results] == []
    assert len(parsed.df) == len(rows_of(table))


def test_every_link_to_wikidata_has_evidence():
    if not FACTS.is_file():
        pytest.skip(f"NOT RUN: no link was compared with its evidence, since it is not at {FACTS}")
    with FACTS.open(encoding="utf-8", newline="") as file:
        known = {row["qid"] for row in csv.DictReader(file, delimiter="\t")}

    rows = rows_of(FOLDER / "wikidata.sssom.tsv")
    linked = {row["object_id"].removeprefix("wd:") for row in rows if not row["predicate_modifier"]}

    assert linked
    assert linked <= known


def test_every_link_to_geonames_ends_with_the_slash_of_its_iris():
    rows = rows_of(FOLDER / "geonames.sssom.tsv")

    assert [row["object_id"] for row in rows if not re.fullmatch("gn:[1-9][0-9]*/", row["object_id"])] == []


def rows_of(table: Path) -> list[dict[str, str]]:
    lines = [line for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))
