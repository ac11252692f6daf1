import pytest

from kb.authoring.syntax import MOST_DEPTH, parse
from kb.errors import Problem, SeedErrors

ALIAS = (
    "an anchor or alias stands for what is written elsewhere: write it out each time, or refer to an id; quote a text "
    "that begins with & or *"
)
BOMBS = [
    "- a0: &a0 [x, x]\n" + "".join(f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)),
    "- a0: &a0 {x: x}\n" + "".join(f"  a{n}: &a{n} {{x: *a{n - 1}, y: *a{n - 1}}}\n" for n in range(1, 90)),
    *("note: " + "[" * deep + "]" * deep for deep in (500, 1_000)),
    *("- " * 500, "{a: " * 5_000, "[" * 100_000, "? " * 5_000),
]


def problems_of(data: bytes) -> tuple[Problem, ...]:
    with pytest.raises(SeedErrors) as caught:
        parse(data, "file.yaml")
    return caught.value.problems


def test_scalars_keep_their_source_text():
    content = parse(b"- [no, 1944-02-30, 0x1F, 1219, .inf, on]\n", "file.yaml")

    assert content == [["no", "1944-02-30", "0x1F", "1219", ".inf", "on"]]


def test_a_quoted_scalar_is_told_from_a_plain_one():
    quoted, plain = parse(b'["1219", 1219]\n', "file.yaml")

    assert (quoted.plain, plain.plain) == (False, True)


def test_each_value_and_key_remembers_its_line():
    content = parse(b"- id: a\n  speaker:\n    - b\n", "file.yaml")

    assert content[0].key_lines == {"id": 1, "speaker": 2}
    assert content[0]["speaker"][0].line == 3


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"- id: a\n- id: caf\xe9\n", 2, "byte 0xE9 is not UTF-8: save the file in that encoding"),
        (b"- id: a\n  gist: b\n  gist: c\n", 3, "duplicate key 'gist': keep one of the two"),
        (b"- id: a\n\tgist: b\n", 2, "this is not YAML: found a tab character that violates indentation"),
        (b"- id: 'a\n- b\n- c\n", 1, "this is not YAML: the quote that opens here is never closed"),
        (b'- a: b\n- c: {en: "x}\n  d: e\n  f: "g"\n', 2, "this is not YAML: the quote that opens here is only closed in line 4"),
        (b"- a: b\n- c: d: e\n", 2, "this is not YAML: mapping values are not allowed in this context: quote a text that has a colon in it"),
        (b"- a: @b\n", 1, "this is not YAML: found character that cannot start any token: quote a text that begins with @, ` or %"),
        (b"- a: b\n\r- c: \x07\n", 3, "this is not YAML: no file holds the character U+0007 as it is: take it out"),
        (b"- a: b\n- c: \x00\n", 2, "this is not YAML: no file holds the character U+0000 as it is: take it out"),
        (b"- a: b\n- c: d\xe2\x80\xa8e\n", 2, "this is not YAML: no file holds the character U+2028 as it is: in double quotes write \\u2028"),
        (b"- a: !!int b\n", 1, "'tag:yaml.org,2002:int' is a tag: leave it out; quote a text that begins with !"),
        (b"- a\n- b: {c: [d,\n {e: f}\n- g\n", 4, "this is not YAML: did not find expected ',' or ']': look at the bracket that opens in line 2; quote a text that has a colon or bracket in it"),
        (b"", 1, "the file is empty: write a list of nodes, or remove the file"),
        (b"# nothing but a comment\n", 1, "the file is empty: write a list of nodes, or remove the file"),
        (b"- a\n---\n- b\n", 2, "a second document begins here: write one list of nodes"),
        (b"- a\n- &a b\n- *a\n", 2, ALIAS),
        (b"- a\n- &a {<<: *a}\n", 2, ALIAS),
        (b"- a\n- *a\n", 2, ALIAS),
        (b"- &a b: c\n", 1, ALIAS),
        (b"- ? [a, b]\n  : c\n", 1, "a list or mapping stands as a key: a key is a word"),
        (b"? {a: b} : c\n", 1, "a list or mapping stands as a key: a key is a word"),
        (b"- a: b\n- [a, b]: c\n", 2, "a list or mapping stands as a key: a key is a word"),
        (b"- " + b"x" * 10_001, 1, "the text has 10001 characters: 10000 are the most"),
    ],
)  # fmt: skip
def test_malformed_files_are_reported_with_line_and_remedy(data, line, message):
    assert problems_of(data) == (Problem("file.yaml", line, message),)


@pytest.mark.parametrize("bomb", BOMBS, ids=range(len(BOMBS)))
def test_what_would_grow_or_nest_without_bound_is_refused_in_its_first_line_before_it_is_composed(bomb):
    (problem,) = problems_of(bomb.encode())

    assert problem.line == 1


def test_values_may_lie_as_deep_as_the_bound():
    deep = MOST_DEPTH - 1

    assert str(parse(b"[" * deep + b"a" + b"]" * deep, "file.yaml")) == "[" * deep + "'a'" + "]" * deep
    assert "values lie more than 50 deep" in problems_of(b"[" * (deep + 1) + b"a" + b"]" * (deep + 1))[0].message


@pytest.mark.parametrize("null", ["null", "Null", "NULL", "~", "", "''", '""', "# nothing"])
def test_a_null_is_refused_wherever_it_stands(null):
    data = f"- a: {null}\n- b:\n    en: {null}\n- \n  - {null}\n"

    problems = problems_of(data.encode())
    assert [problem.line for problem in problems] == [1, 3, 5]
    assert all("leave the key out" in problem.message for problem in problems)


@pytest.mark.parametrize("word", ["null", "Null", "~"])
def test_a_null_in_quotes_is_a_word(word):
    assert parse(f"- '{word}'\n- \"{word}\"\n".encode(), "file.yaml") == [word, word]


def test_a_byte_order_mark_is_no_part_of_the_file():
    assert parse(b"\xef\xbb\xbf- id: a\n", "file.yaml") == [{"id": "a"}]


def test_all_duplicates_of_a_file_are_reported():
    assert [problem.line for problem in problems_of(b"- a: 1\n  a: 2\n- b: 1\n  b: 2\n")] == [2, 4]


def test_a_comma_that_cuts_a_text_in_braces_is_told_with_the_quotes_it_wants():
    (problem,) = problems_of(b"- {id: a, gist: About 1,200 crossed.}\n")

    assert problem.message == "there is no value here: leave the key out, or quote a text that has a comma in it"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"- id: a\n  b: [c,\n  d\n\n\n", 2), (b"- id: a\n  b: {c\n", 2), (b"- [\n", 1), (b"- id: a\n  title", 2),
        (b"- id: a\n  title\n", 2),
    ],
)  # fmt: skip
def test_what_has_no_end_is_told_in_the_line_where_it_begins(data, line):
    (problem,) = problems_of(data)

    assert problem.line == line
