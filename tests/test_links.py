import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest
import yaml
from sssom.parsers import parse_sssom_table
from sssom.validators import validate_json_schema
from support.places import SHARED

from kb import resources

FOLDER = resources.folder("seeds") / "links"
TABLES = sorted(FOLDER.glob("*.sssom.tsv"))
FACTS = SHARED / "facts" / "wikidata.tsv"
DATA_SET = re.compile(r"[\w.-]+/[\w.-]+(:|, )\S|places-wikidata|pypi:|npm:|Natural Earth|Who's On First")
"""What a comment names: a file of a public repository, or a public data set."""


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.name)
def test_a_table_of_links_is_read_by_the_reference_implementation(table):
    parsed = parse_sssom_table(table)
    report = validate_json_schema(parsed, fail_on_error=False)

    assert [result.message for result in report.results] == []
    assert len(parsed.df) == len(rows_of(table))


def test_every_link_to_wikidata_names_the_public_data_in_which_it_was_seen():
    linked = positive_links()

    assert linked
    assert [row["record_id"] for row in linked if not DATA_SET.search(row["comment"])] == []


def test_a_link_whose_item_was_handed_over_with_a_name_is_that_of_the_name():
    if not FACTS.is_file():
        pytest.skip(f"NOT RUN: no link was compared with its evidence, since it is not at {FACTS}")
    seen: dict[str, set[str]] = defaultdict(set)
    with FACTS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            seen[row["qid"]] |= words(row["name"], row["label_in_evidence"])

    handed = [row for row in positive_links() if row["object_id"].removeprefix("wd:") in seen]

    assert len(handed) > 100
    assert [
        row["record_id"]
        for row in handed
        if seen[row["object_id"].removeprefix("wd:")].isdisjoint(words(row["subject_label"], row["object_label"]))
    ] == []


def test_what_is_wanted_has_no_link_to_wikidata():
    wanted = yaml.safe_load((FOLDER / "wanted.yaml").read_text(encoding="utf-8"))[1:]
    linked = {row["subject_id"].removeprefix("elbeid:") for row in positive_links()}

    assert {node["verdict"] for node in wanted} == {"verdict/no-link-found"}
    assert [node["id"] for node in wanted if node["id"] != f"assessment/wanted/{node['target']}"] == []
    assert [node["target"] for node in wanted if node["target"] in linked] == []


def test_every_link_to_geonames_ends_with_the_slash_of_its_iris():
    rows = rows_of(FOLDER / "geonames.sssom.tsv")

    assert [row["object_id"] for row in rows if not re.fullmatch("gn:[1-9][0-9]*/", row["object_id"])] == []


def words(*texts: str) -> set[str]:
    return {word for text in texts for word in re.findall(r"\w{3,}", text.casefold())}


def positive_links() -> list[dict[str, str]]:
    return [row for row in rows_of(FOLDER / "wikidata.sssom.tsv") if not row["predicate_modifier"]]


def rows_of(table: Path) -> list[dict[str, str]]:
    lines = [line for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))
