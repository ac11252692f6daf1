"""The tables of the whole record, as those read them who know nothing of RDF."""

import csv
import json
import sqlite3
import warnings
from contextlib import closing

import csvw
import duckdb
import frictionless
import pandas
import pytest

from kb.corpus import Corpus
from kb.derivation.derive import derive
from kb.export.tables import files
from kb.export.tables.schema import tables
from kb.model.vocabulary import core
from kb.namespaces import ID, expand
from kb.resources import folder
from kb.store.embedded import EmbeddedStore

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def store(record):
    authored = record.default_graph()
    return EmbeddedStore.holding([*authored, *derive(authored), *core().graph()])


@pytest.fixture(scope="module")
def written(store, tmp_path_factory):
    out = tmp_path_factory.mktemp("tables")
    files.write(out, store, Corpus.read(folder("seeds")), "0123456789abcdef")
    return out


@pytest.fixture(scope="module")
def database(written):
    with closing(sqlite3.connect(f"file:{written / files.SQLITE}?mode=ro", uri=True)) as opened:
        yield opened


def rows(written, table):
    with (written / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def count(store, pattern):
    return int(store.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")[0]["n"].value)


def test_they_are_valid_csv_on_the_web_with_every_foreign_key_met(written):
    with warnings.catch_warnings(action="error"):
        group = csvw.TableGroup.from_file(written / "csv-metadata.json")
        group.check_referential_integrity()

        read = {table.url.string: len(list(table.iterdicts())) for table in group.tables}

    assert read == {f"{table.name}.csv": len(rows(written, table.name)) for table in tables()}


def test_they_are_a_valid_package_of_data(written):
    report = frictionless.validate(str(written / "datapackage.json"))

    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "type", "note"])


def test_a_damaged_table_is_not_valid(written, tmp_path):
    for name in [path.name for path in written.iterdir()]:
        (tmp_path / name).write_bytes((written / name).read_bytes())
    text = (written / "stances.csv").read_text(encoding="utf-8")
    (tmp_path / "stances.csv").write_text(text.replace(f"{ID}claim/", f"{ID}claim/no-", 1), encoding="utf-8")

    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid
    with pytest.raises(ValueError, match="no-"):
        csvw.TableGroup.from_file(tmp_path / "csv-metadata.json").check_referential_integrity()


def test_the_sqlite_file_is_sound_and_holds_the_same_rows(written, database):
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in tables():
        counted = database.execute(f'SELECT COUNT(*) FROM "{table.name}"').fetchone()[0]
        assert counted == len(rows(written, table.name))


def test_words_can_be_searched_in_the_sqlite_file(database):
    found = database.execute(
        "SELECT name FROM names_words WHERE names_words MATCH 'djilas' OR names_words MATCH 'ђилас'"
    )

    assert found.fetchall()


def test_all_claims_stances_and_figures_of_the_record_are_in_them(written, store):
    claim = f"?claim a <{expand('elbe:Claim')}>"
    stances = "|".join(
        f"<https://w3id.org/elbe/ontology#{word}>" for word in ("asserts", "denies", "doubts", "considers")
    )
    speaker = f"?utterance <{expand('elbe:speaker')}> ?speaker"

    assert len(rows(written, "claims")) == count(store, claim)
    assert len(rows(written, "stances")) == count(store, f"?utterance {stances} ?claim . {speaker}")
    figures = {row["claim"] for row in rows(written, "figures")}
    unit = f"<{expand('rdf:object')}>/<{expand('crm:P91_has_unit')}>"
    assert len(figures) == count(store, f"{claim} ; {unit} ?unit")


def test_who_tells_of_whom_stands_in_one_cell(written):
    row = next(row for row in rows(written, "stances") if row["claim"] == f"{ID}claim/soldiers-need-rest-after-war")

    assert row["chain"].split(" ← ")[1:] == ["Senad Pećanin", "Jovanka Broz", "Joseph Stalin"]
    assert (row["speaker_wikidata"], row["remove"]) == ("Q855", "3")


def test_the_same_record_gives_the_same_bytes(written, store, tmp_path):
    files.write(tmp_path, store, Corpus.read(folder("seeds")), "0123456789abcdef")

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in written.iterdir()
    }


def test_they_say_of_what_edition_of_what_record_they_are(written):
    corpus = Corpus.read(folder("seeds"))
    described = json.loads((written / "csv-metadata.json").read_bytes())
    package = json.loads((written / "datapackage.json").read_bytes())

    assert (described["dc:title"], described["dc:identifier"]) == (corpus.title, "0123456789abcdef")
    assert (package["title"], package["version"], package["id"]) == (corpus.title, corpus.version, "0123456789abcdef")


DEATHS = f"{ID}unit/death"


def test_all_figures_of_deaths_with_speaker_and_limits_come_from_one_table_by_pandas(written):
    figures = pandas.read_csv(written / "figures.csv")
    units = pandas.read_csv(written / "wider_units.csv")
    deaths = figures[figures.unit.isin(units[units.wider == DEATHS].unit)]

    assert len(deaths) > 10
    assert deaths.speaker_label.notna().all()
    assert deaths[["value", "lower", "upper"]].notna().any(axis=1).all()
    assert deaths.subject_wikidata.dropna().str.fullmatch(r"Q\d+").all()


def test_the_same_figures_come_from_duckdb(written):
    deaths = duckdb.sql(f"""
        SELECT speaker_label, speaker_wikidata, subject_label, value, lower, upper FROM '{written}/figures.csv'
        WHERE unit IN (SELECT unit FROM '{written}/wider_units.csv' WHERE wider = '{DEATHS}')
    """).fetchall()
    figures = pandas.read_csv(written / "figures.csv")
    units = pandas.read_csv(written / "wider_units.csv")

    assert len(deaths) == figures.unit.isin(units[units.wider == DEATHS].unit).sum()
