import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kb.errors import Unwritable
from kb.model.terms import check, wrong
from kb.namespaces import expand

P = NamedNode("https://example.org/p")


def typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(expand(datatype)))


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("1944-02-30", "xsd:date"), ("1944-10-00", "xsd:date"), ("1,5", "xsd:decimal"), ("", "xsd:decimal"), ("1e3", "xsd:decimal"),
        ("1.0", "xsd:integer"), ("-1", "xsd:nonNegativeInteger"), ("yes", "xsd:boolean"), ("a b", "xsd:anyURI"), ("soon", "xsd:dateTime"),
        ("1944-13", "xsd:gYearMonth"), ("44", "xsd:gYear"), ("0,9", "xsd:double"), ("1944-10-00", "loc:EDTF"), ("1944-40-40", "loc:EDTF"),
        ("1", "xsd:decimall"), ("1944-02-30T00:00:00Z", "xsd:dateTime"),
    ],
)  # fmt: skip
def test_a_literal_that_is_none_of_its_datatype_is_told(text, datatype):
    assert wrong(typed(text, datatype))


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("1944-02-29", "xsd:date"), ("-1.50", "xsd:decimal"), ("12", "xsd:integer"), ("7", "xsd:nonNegativeInteger"), ("true", "xsd:boolean"),
        ("https://example.org/", "xsd:anyURI"), ("2026-11-30T10:00:00Z", "xsd:dateTime"), ("1944-10", "xsd:gYearMonth"), ("1944", "xsd:gYear"),
        ("1.0E0", "xsd:double"), ("INF", "xsd:double"), ("[..1944]", "loc:EDTF"), ("x", "xsd:string"), ("x", "wd:Q1"),
    ],
)  # fmt: skip
def test_a_literal_of_its_datatype_is_right(text, datatype):
    assert wrong(typed(text, datatype)) is None


def test_what_is_no_term_of_a_dump_can_not_be_published():
    with pytest.raises(Unwritable, match="can't be published: '1944-02-30' is no xsd:date"):
        check([Triple(P, P, typed("1944-02-30", "xsd:date"))])
    with pytest.raises(Unwritable, match="give it an IRI"):
        check([Triple(P, P, BlankNode("b"))])


def test_a_language_tag_is_one():
    assert wrong(Literal("x", language="sr-latn")) is None
