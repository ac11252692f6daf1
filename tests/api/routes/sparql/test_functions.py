"""Each operator, function and aggregate of the Recommendation, and where the engine departs from it."""

import tomllib
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest
from pyoxigraph import Literal

from kb.namespaces import PREFIXES
from kb.sandbox.departures import departures

CASES = tomllib.loads(Path(__file__).with_name("functions.toml").read_text(encoding="utf-8"))
PROLOGUE = f"PREFIX xsd: <{PREFIXES['xsd']}> PREFIX rdf: <{PREFIXES['rdf']}> "
BUILT_IN = """
STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE ENCODE_FOR_URI
CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW UUID STRUUID MD5 SHA1
SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT sameTerm isIRI isURI isBLANK isLITERAL isNUMERIC REGEX SUBSTR REPLACE
COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT
"""
"""Rules 121 to 127 of the grammar."""


def asked(service, expression):
    """The value of an expression, as SPARQL writes terms; `error` where it has none."""
    is_query = "SELECT" in expression or "LECT (" in expression
    query = PROLOGUE + (expression if is_query else f"SELECT ({expression} AS ?x) {{}}")
    answer = service.query(query)
    assert answer.status == 200, answer.text
    bindings = answer.json["results"]["bindings"]
    assert len(bindings) == 1, bindings
    return written(bindings[0]["x"]) if "x" in bindings[0] else "error"


def written(term):
    """A term of JSON results as one text; numbers by their value."""
    if term["type"] == "uri":
        return f"<{term['value']}>"
    datatype = term.get("datatype", PREFIXES["xsd"] + "string").removeprefix(PREFIXES["xsd"])
    value = term["value"]
    if datatype in {"integer", "decimal"}:
        value = str(Decimal(value).normalize())
    elif datatype in {"double", "float"} and value not in {"INF", "NaN"}:
        value = str(float(value))
    return str(Literal(value, language=term["xml:lang"])) if "xml:lang" in term else f"{value!r}^^{datatype}"


def meant(service, term):
    """What the words of a case mean, as one text."""
    return "error" if term == "error" else asked(service, f"SELECT ?x {{ VALUES ?x {{ {term} }} }}")


@pytest.mark.parametrize(
    ("expression", "value"),
    [pair for cases in CASES.values() for pair in cases.items()],
    ids=[f"{section}: {case}" for section, cases in CASES.items() for case in cases],
)
def test_an_expression_has_the_value_that_the_recommendation_gives_it(service, expression, value):
    assert asked(service, expression) == meant(service, value)


def test_each_function_and_aggregate_of_the_grammar_has_a_case():
    told = " ".join(expression for cases in CASES.values() for expression in cases)

    assert [name for name in BUILT_IN.split() if f"{name}(" not in told] == []


@pytest.mark.parametrize("told", departures(), ids=lambda each: each.name)
def test_what_is_listed_departs_as_it_is_said_to_and_the_workaround_gives_what_is_right(service, told):
    assert asked(service, told.expression) == meant(service, told.here)
    assert asked(service, told.workaround) == meant(service, told.workaround_gives or told.right)


def test_limits_and_departures_are_told_to_programs_and_to_people(service):
    told = service.get("/limits", Accept="application/json").json
    page = unescape(service.get("/limits", Accept="text/html").text)

    assert {"name": "time", "value": 10, "unit": "seconds"}.items() <= told["limits"][0].items()
    assert [each["name"] for each in told["departures"]] == [each.name for each in departures()]
    for each in departures():
        assert f'id="{each.name}"' in page
        assert f"<code>{each.workaround}</code>" in page
