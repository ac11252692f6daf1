import pytest
from pyoxigraph import Literal, NamedNode

from kb.authoring.loader import load
from kb.errors import SeedErrors
from kb.namespaces import ID, expand, term

HEADER = "#curie_map:\n#  elbeid: https://w3id.org/elbe/id/\n"
COLUMNS = "record_id\tsubject_id\tpredicate_modifier\tpredicate_id\tobject_id\tmapping_justification\tconfidence\n"
ROW = (
    "elbeid:mapping/anna\telbeid:person/anna\t\tskos:exactMatch\twd:Q1\tsemapv:BackgroundKnowledgeBasedMatching\t0.9\n"
)
ANNA, MAPPING = NamedNode(ID + "person/anna"), NamedNode(ID + "mapping/anna")


def load_with(folder, table: str):
    (folder / "links").mkdir()
    (folder / "links/wikidata.sssom.tsv").write_text(HEADER + COLUMNS + table, encoding="utf-8")
    return load(folder).quads


def errors_of(folder, table: str) -> list[str]:
    with pytest.raises(SeedErrors) as caught:
        load_with(folder, table)
    return [str(problem).replace(str(folder), "seeds") for problem in caught.value.problems]


def test_a_link_is_a_mapping_and_a_match(small_seeds):
    quads = {(q.subject, q.predicate.value, q.object) for q in load_with(small_seeds, ROW)}

    assert (ANNA, expand("skos:exactMatch"), term("wd:Q1")) in quads
    assert (MAPPING, expand("owl:annotatedSource"), ANNA) in quads
    assert (MAPPING, expand("sssom:confidence"), Literal("0.9", datatype=term("xsd:double"))) in quads


def test_a_rejected_link_is_a_mapping_and_no_match(small_seeds):
    quads = load_with(small_seeds, ROW.replace("\t\t", "\tNot\t"))

    assert not [q for q in quads if q.predicate.value == expand("skos:exactMatch")]
    modifiers = [q.object for q in quads if q.predicate.value == expand("sssom:predicate_modifier")]
    assert modifiers == [term("sssom:NegatedPredicate")]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("person/anna\t", "person/ana\t", "unknown subject 'elbeid:person/ana'"),
        ("skos:exactMatch", "owl:sameAs", "predicate 'owl:sameAs' is none of skos:exactMatch, "),
        ("wd:Q1", "Q1", "'Q1': write IRIs, or CURIEs with one of "),
        ("elbeid:mapping/anna", "anna", "'anna': write IRIs, or CURIEs with one of "),
        ("\t0.9", "\tvery", "confidence 'very': write a number from 0 to 1 without needless digits, such as 0.85"),
        ("semapv:BackgroundKnowledgeBasedMatching", "", "the mapping lacks mapping_justification"),
    ],
)
def test_an_error_in_a_table_names_file_and_line(small_seeds, old, new, message):
    problems = errors_of(small_seeds, ROW.replace(old, new))

    assert problems[0].startswith(f"seeds/links/wikidata.sssom.tsv:4: {message}")


def test_a_record_id_that_stands_twice_is_refused(small_seeds):
    assert errors_of(small_seeds, ROW + ROW) == [
        "seeds/links/wikidata.sssom.tsv:5: record_id 'elbeid:mapping/anna' stands twice, first at seeds/links/wikidata.sssom.tsv:4: take out the row of what is withdrawn"
    ]


def more(**cells: str) -> str:
    """A table of one row with further cells."""
    columns, row = COLUMNS.rstrip("\n").split("\t"), ROW.rstrip("\n").split("\t")
    values = dict(zip(columns, row, strict=True)) | cells
    return "\t".join(values) + "\n" + "\t".join(values.values()) + "\n"


def told(folder, table: str) -> list[str]:
    with pytest.raises(SeedErrors) as caught:
        read_table(folder, table)
    return [
        str(problem).replace(str(folder), "seeds").removeprefix("seeds/links/x.sssom.tsv:")
        for problem in caught.value.problems
    ]


def read_table(folder, table: str):
    (folder / "links").mkdir()
    (folder / "links/x.sssom.tsv").write_bytes(table.encode())
    return load(folder).quads


@pytest.mark.parametrize("slot", ["object_id", "subject_id", "see_also", "mapping_justification"])
@pytest.mark.parametrize(
    "written", ["wd:Q42 ", "http://example.org/a b", "wd:<x>", r"https://example.org/a\|b", "wd:%zz"]
)
def test_a_cell_that_is_no_iri_is_refused_with_its_column(small_seeds, slot, written):
    assert f"2: {slot} " in told(small_seeds, more(**{slot: written}))[0]


def test_only_see_also_holds_several_values(small_seeds):
    assert told(small_seeds, more(object_id="wd:Q42|wd:Q43"))[0].startswith("2: object_id 'wd:Q42|wd:Q43' is no IRI")


def test_values_of_see_also_stand_between_bars(small_seeds):
    quads = read_table(small_seeds, more(see_also="https://example.org/a|https://example.org/b"))

    assert len([q for q in quads if q.predicate.value == expand("rdfs:seeAlso")]) == 2


@pytest.mark.parametrize(
    ("cell", "comment"),
    [
        ('"seen ""here"""', 'seen "here"'),
        ('seen "here"', 'seen "here"'),
        ('"a\tb"', "a\tb"),
        ('"a\nb"', "a\nb"),
        ("seen\u2028here", "seen\u2028here"),
        ("seen\x85here", "seen\x85here"),
        ("#1", "#1"),
    ],
)
def test_a_comment_is_kept_as_it_is_meant(small_seeds, cell, comment):
    quads = read_table(small_seeds, more(comment=cell))

    assert [q.object for q in quads if q.predicate.value == expand("rdfs:comment")] == [Literal(comment)]


@pytest.mark.parametrize("character", ["\x0b", "\x0c", "\x1e", "\x01", "\x00"])
def test_a_character_that_xml_cannot_hold_is_refused_in_its_line(small_seeds, character):
    (problem,) = told(small_seeds, "\n\n" + more(comment=f"a{character}b"))

    assert problem.startswith("4: ")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_with_those_that_are_empty(small_seeds, end):
    table = "#a: b\n" + COLUMNS + "\n\n" + ROW.replace("0.9", "0,9")

    assert told(small_seeds, table.replace("\n", end))[0].startswith("5: confidence '0,9'")


@pytest.mark.parametrize("day", ["01/02/2026", "2026-02-30", "2026"])
def test_a_mapping_date_that_is_no_day_is_refused_before_any_library_reads_it(small_seeds, capfd, day):
    assert told(small_seeds, more(mapping_date=day)) == [f"2: mapping_date {day!r} is no full date, such as 2026-11-23"]
    assert capfd.readouterr() == ("", "")


def test_a_table_that_is_none_is_refused_where_it_breaks(small_seeds):
    assert told(small_seeds, more(comment='"never closed'))[0].startswith(
        "2: this is no table (unexpected end of data)"
    )


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (COLUMNS + ROW.rstrip("\n") + "\tmore\n", "2: the row has 8 cells and the table 7 columns"),
        (COLUMNS.replace("confidence", "object_id") + ROW, "1: column 'object_id' stands twice"),
    ],
)
def test_no_cell_is_dropped(small_seeds, table, message):
    assert told(small_seeds, table)[0].startswith(message)


def with_head(head: str, **cells: str) -> str:
    return "".join(f"#{line}\n" for line in head.splitlines()) + more(**cells)


def test_the_prefixes_that_a_table_declares_are_obeyed(small_seeds):
    head = "curie_map:\n  item: http://www.wikidata.org/entity/\n  wd: https://example.org/w/\n  e: https://w3id.org/elbe/id/"
    cells = {
        "record_id": "e:mapping/x",
        "subject_id": "e:person/anna",
        "object_id": "item:Q1",
        "see_also": "wd:a|item:Q2",
    }
    quads = {(q.predicate.value, q.object) for q in read_table(small_seeds, with_head(head, **cells))}

    assert (expand("skos:exactMatch"), term("wd:Q1")) in quads
    assert (expand("rdfs:seeAlso"), NamedNode("https://example.org/w/a")) in quads
    assert (expand("rdfs:seeAlso"), term("wd:Q2")) in quads


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("a: b\ncurie_map:\n  x: wikidata", "3: the prefix 'x' stands for no namespace: write an IRI"),
        ("curie_map: x", "1: curie_map: write prefixes, each with its namespace"),
        (
            "a: b\na: c: d",
            "2: this is not YAML: mapping values are not allowed in this context: quote a text that has a",
        ),
    ],
)
def test_a_head_that_can_not_be_obeyed_is_refused_in_its_line(small_seeds, head, message):
    assert told(small_seeds, with_head(head))[0].startswith(message)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (
            COLUMNS.replace("confidence", "certainty"),
            "1: unknown column 'certainty': there are record_id, subject_id, ",
        ),
        ("", "1: the table names no columns: begin with record_id, subject_id, "),
        ("#a: b\n", "1: the table names no columns: begin with record_id, subject_id, "),
    ],
)
def test_the_columns_are_checked_also_where_there_is_no_row(small_seeds, table, message):
    assert told(small_seeds, table)[0].startswith(message)
