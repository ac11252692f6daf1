import pytest

from kb.errors import QueryMalformed, QueryRefused
from kb.namespaces import ID, ONTOLOGY
from kb.sandbox.admission import Bounds, admit
from kb.sandbox.tokens import tokenize

PREFIX = "PREFIX ex: <http://example.org/>\n"
GROUPS_TOO_DEEP = "SELECT * WHERE " + "{" * 150 + "}" * 150


def patterns(number):
    return " ".join(f"?s ex:p{i} ?o{i} ." for i in range(number))


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * {}", "SELECT"),
        ("ask {}", "ASK"),
        ("# SELECT\nBASE <http://example.org/> PREFIX select: <x> CONSTRUCT WHERE {}", "CONSTRUCT"),
        ("PREFIX : <http://example.org/ASK> DESCRIBE :ASK", "DESCRIBE"),
    ],
)
def test_the_form_is_the_first_word_after_the_prologue(query, form):
    assert admit(query, Bounds()).form == form


@pytest.mark.parametrize("verb", ["INSERT DATA", "DELETE", "LOAD", "clear", "DROP", "CREATE", "ADD", "MOVE", "COPY"])
def test_an_update_is_refused_by_name(verb):
    with pytest.raises(QueryRefused, match="read-only") as error:
        admit(f"{PREFIX}{verb} <http://example.org/>", Bounds())

    assert (error.value.line, error.value.column) == (2, 1)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1/> {} }",
        "SELECT * { service silent ?s {} }",
        "SELECT * { ?s ?p '#' . SERVICE<http://127.0.0.1/>{} }",
        "SELECT * { ?s ?p <http://example.org/#> .\nSERVICE # here\n<http://127.0.0.1/> {} }",
        "SELECT * { { SELECT * { SERVICE ?s {} } } }",
    ],
)
def test_federation_is_refused_wherever_it_hides(query):
    with pytest.raises(QueryRefused, match="SERVICE"):
        admit(query, Bounds())


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p 'SERVICE <x>' }",
        'SELECT * { ?s ?p """SERVICE " <x> {""" } # SERVICE <x>',
        PREFIX + "SELECT * { ?s ex:SERVICE <http://example.org/SERVICE> , 'x'@service , _:SERVICE }",
        "PREFIX service: <http://example.org/> SELECT * { ?s a service:SERVICE }",
    ],
)
def test_the_word_service_may_stand_in_names_texts_and_comments(query):
    assert admit(query, Bounds()).form == "SELECT"


def test_deep_nesting_is_refused_with_its_place():
    with pytest.raises(QueryRefused, match="nests more than 100 deep") as error:
        admit(GROUPS_TOO_DEEP, Bounds(depth=100))

    assert (error.value.line, error.value.column) == (1, 116)


@pytest.mark.parametrize("bracket", ["(", "[", "{", "!", "-"])
def test_each_kind_of_nesting_counts(bracket):
    with pytest.raises(QueryRefused, match="nests"):
        admit("SELECT * { FILTER(" + bracket * 101, Bounds())


def test_brackets_in_texts_and_comments_do_not_nest():
    assert admit(f"SELECT * {{ ?s ?p '{'{' * 500}' }} # {'(' * 500}", Bounds())


def test_as_many_patterns_as_allowed_pass_and_more_do_not():
    assert admit(PREFIX + "SELECT * {" + patterns(99) + "}", Bounds(patterns=100))
    with pytest.raises(QueryRefused, match="joins more than 100"):
        admit(PREFIX + "SELECT * {" + patterns(101) + "}", Bounds(patterns=100))


@pytest.mark.parametrize(
    "joined",
    [
        "?s ex:p ?a" + " ; ex:p ?a" * 101,
        "?s ex:p ?a" + " , ?a" * 101,
        "?s ex:p" + "/ex:p" * 101 + " ?o",
        "?s ex:p (" + " ?a" * 102 + ")",
        "{} " * 101,
        "OPTIONAL { ?s ?p ?o } " * 101,
        "?s ex:p [], " + "[], " * 101 + "[]",
    ],
)
def test_whatever_the_planner_would_join_counts_as_a_pattern(joined):
    with pytest.raises(QueryRefused, match="joins more than 100"):
        admit(f"{PREFIX}SELECT * {{ {joined} }}", Bounds(patterns=100))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { VALUES ?x {" + " 1" * 5000 + "} }",
        "SELECT * { VALUES (?x ?y) {" + " (1 'a.b')" * 5000 + "} ?s ?p ?x }",
        "SELECT * { ?s ?p ?o FILTER(?o IN (" + ", ".join(map(str, range(5000))) + ")) }",
        "SELECT (CONCAT(" + ", ".join(["'a'"] * 5000) + ") AS ?x) {}",
        PREFIX + "CONSTRUCT {" + patterns(500) + "} WHERE { ?s ?p ?o }",
    ],
)
def test_long_lists_of_data_do_not_count_as_patterns(query):
    assert admit(query, Bounds(patterns=100))


def test_an_undeclared_prefix_is_named_with_its_place():
    with pytest.raises(QueryMalformed, match="'elbe:' is not declared") as error:
        admit("SELECT * {\n  ?s elbe:speaker ?o }", Bounds())

    assert (error.value.line, error.value.column) == (2, 6)


@pytest.mark.parametrize(("name", "space"), [("elbe", ONTOLOGY), ("claim", ID + "claim/")])
def test_the_error_of_an_undeclared_prefix_of_ours_declares_it(name, space):
    with pytest.raises(QueryMalformed, match=f"Begin with PREFIX {name}: <{space}>"):
        admit(f"SELECT * {{ {name}:x ?p ?o }}", Bounds(), ID)


def test_the_dataset_clause_is_read_as_written():
    query = PREFIX + "SELECT * FROM ex:a FROM NAMED <b> from <c> WHERE { GRAPH ?g { ?s ex:FROM ?o } }"

    outline = admit(query, Bounds())

    assert outline.default_graphs == ["ex:a", "<c>"]
    assert outline.named_graphs == ["<b>"]
    assert outline.prologue == PREFIX


def test_the_null_character_is_refused():
    with pytest.raises(QueryMalformed, match=r"U\+0000"):
        admit("SELECT * { ?s ?p 'a\0b' }", Bounds())


def test_no_text_is_lost_between_tokens():
    query = PREFIX + 'SELECT ?x { ?x <p> \'a\\\'b\', """c"d"""@en-gb, 1.5e3, _:b.1 . FILTER(?x<?y && ?z>1) # end\n}'

    assert "".join(token.text for token in tokenize(query)) == query


@pytest.mark.parametrize(
    "hostile", ["a." * 30_000, "'" * 60_000, '"""' + '"' * 60_000, "a:" + "." * 60_000, "<" * 60_000]
)
def test_hostile_text_is_read_in_linear_time(hostile):
    assert sum(1 for _ in tokenize(hostile)) > 0


@pytest.mark.parametrize(
    ("call", "is_mended"),
    [
        ('REGEX(?x, "^(a+)+$", "i")', False),
        (r'REGEX(?x, "\\d+ [a-z]")', False),
        (r'REGEX(?x, "(a)\\1")', True),
        ("REGEX(?x, ?y)", True),
        ('REGEX(?x, "a", "x")', True),
        ('REGEX("a")', False),
        ('REPLACE(?x, "(a+)+$", "[$1]")', False),
        ('replace(?x, "a*", "b")', True),
        ('REPLACE(?x, "(a)", "$1x")', True),
        ('REPLACE(?x, "a", STR(?y))', True),
        ('REPLACE(?x, "[", "b")', True),
    ],
)
def test_only_calls_that_the_engine_may_read_otherwise_are_mended(call, is_mended):
    query = f"SELECT ({call} AS ?z) {{}}"
    mended = admit(query, Bounds()).text

    assert (mended != query) is is_mended
    assert len(mended) == len(query)


def test_escapes_of_code_points_are_read_before_anything_else():
    assert (
        admit(r"SELECT ?\u0078 { ?x <p> '\u0041' } # \u000A", Bounds()).text
        == r"SELECT ?x { ?x <p> '\u0041' } # \u000A"
    )
    with pytest.raises(QueryRefused, match="SERVICE"):
        admit(r"SELECT * { SERV\u0049CE <http://127.0.0.1/> {} }", Bounds())
    with pytest.raises(QueryMalformed, match=r"U\+0000"):
        admit(r"SELECT ?a\u0000 {}", Bounds())
    with pytest.raises(QueryMalformed, match="stands for no character"):
        admit(r"SELECT ?a\uD83D {}", Bounds())
