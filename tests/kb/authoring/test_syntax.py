import pytest

from kb.authoring.syntax import parse
from kb.errors import Problem, SeedErrors


def problems_of(data: bytes) -> tuple[Problem, ...]:
    with pytest.raises(SeedErrors) as caught:
        parse(data, "file.yaml")
    return caught.value.problems


def test_scalars_keep_their_source_text():
    content = parse(b"- [no, 1944-02-30, 0x1F, null, 1219]\n", "file.yaml")

    assert content == [["no", "1944-02-30", "0x1F", "null", "1219"]]


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
        (b"- id: 'a\n", 2, "this is not YAML: found unexpected end of stream"),
        (b"", 1, "the file is empty: write a list of nodes, or remove the file"),
        (b"# nothing but a comment\n", 1, "the file is empty: write a list of nodes, or remove the file"),
        (b"- a\n---\n- b\n", 2, "this is not YAML: but found another document"),
        (
            b"- &a b\n- *a\n",
            1,
            "an alias stands for what is written here: write it out each time, or refer to an id",
        ),
    ],
)
def test_malformed_files_are_reported_with_line_and_remedy(data, line, message):
    assert problems_of(data) == (Problem("file.yaml", line, message),)


def test_a_nul_byte_is_reported():
    assert "not YAML" in problems_of(b"- id: a\x00\n")[0].message


def test_a_byte_order_mark_is_no_part_of_the_file():
    assert parse(b"\xef\xbb\xbf- id: a\n", "file.yaml") == [{"id": "a"}]


def test_all_duplicates_of_a_file_are_reported():
    assert [problem.line for problem in problems_of(b"- a: 1\n  a: 2\n- b: 1\n  b: 2\n")] == [2, 4]
