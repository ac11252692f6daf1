"""`docs/linking.md`: its Python and SPARQL are run against a service, beside a stand-in for Wikidata."""

import contextlib
import io
import json
import re

import pytest
from support.places import PROJECT
from support.scripts import script
from support.stand_in import stand_in

from kb.namespaces import ID

LINKING = (PROJECT / "docs/linking.md").read_text(encoding="utf-8")
ADDRESS, WIKIDATA = "http://127.0.0.1:8000", "https://query.wikidata.org/sparql"


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```", LINKING, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def wikidata():
    with stand_in() as (address, asked):
        yield address, asked


def test_the_python_joins_the_record_with_wikidata_from_the_clients_side(record, wikidata):
    names, printed = {}, []
    for program in blocks("python"):
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(program.replace(ADDRESS, record.url).replace(WIKIDATA, wikidata[0]), names)
        printed.append(out.getvalue().splitlines())
    by_block, in_two_steps, by_rdflib = printed

    assert [line.split() for line in by_block] == [
        ["joseph-stalin", "1878-04-04"],
        ["josip-broz-tito", "1890-01-01"],
        ["ivan-konev", "1891-02-02"],
        ["milovan-djilas", "1911-03-03"],
    ]
    assert {line.split()[0] for line in in_two_steps} == {"joseph-stalin", "ivan-konev", "josip-broz-tito"}
    assert {line.partition(" 1")[0] for line in by_rdflib} >= {"Ivan Konev", "Milovan Djilas"}
    assert not for_all(wikidata[1])


def test_comunica_joins_the_record_with_wikidata(record, wikidata):
    address, asked = wikidata
    asked.clear()
    (query,) = blocks("sparql")
    rows = json.loads(script("comunica.mjs", query, f"{record.url}/sparql", address))["results"]["bindings"]

    assert {(row["thing"]["value"].removeprefix(ID), row["born"]["value"][:10]) for row in rows} == {
        ("person/ivan-konev", "1891-02-02"),
        ("person/milovan-djilas", "1911-03-03"),
    }
    assert not for_all(asked)


def for_all(asked):
    """The queries that ask for the births of everybody, and not only for how many there are."""
    return [each for each in asked if "COUNT" not in each and "P569" in each and "wikidata.org/entity/Q" not in each]


def test_the_service_itself_calls_nobody(record, wikidata):
    address, asked = wikidata
    asked.clear()
    answer = record.query(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")

    assert answer.status == 400
    assert asked == []


def test_each_address_that_is_named_answers(record):
    for address in re.findall(r"`(?:http://127\.0\.0\.1:8000)?(/[a-z][^` ]+[^` /])`", LINKING):
        assert record.get(address).status in (200, 303), address
