"""Tables of others are read in whatever encoding and with whatever delimiter they come, and nothing of them is lost."""

import codecs

import pytest

from kb.errors import TableRefused
from kb.search import tables

RUSSIAN = "№;имя;год\n1;Иван Степанович Конев;1945\n2;Милован Джилас;1944\n3;Константин Рокоссовский;1943\n"
POLISH = "nazwisko,miasto\nWitold Pilecki,Łódź\nTomasz Strzembosz,Kołobrzeg\nŻołnierze wyklęci,Oświęcim\n"
GERMAN = "Name\tOrt\nRüdiger Overmans\tÖsterreich\nKöhler, Jürgen\tMünchen\nGroß\tDüsseldorf\n"


def read(folder, data: bytes | str, **more):
    """The columns and rows of a file."""
    path = folder / "table.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    with tables.opened(path, **more) as table:
        return table, list(table.rows)


@pytest.mark.parametrize(
    ("text", "encoding", "delimiter"),
    [
        (RUSSIAN, "utf-8", ";"),
        (RUSSIAN, "utf-8-sig", ";"),
        (RUSSIAN, "utf-16", ";"),
        (RUSSIAN, "cp1251", ";"),
        (RUSSIAN, "koi8_r", ";"),
        (POLISH, "cp1250", ","),
        (GERMAN, "cp1252", "\t"),
        (GERMAN.replace("\t", "|"), "utf-8", "|"),
    ],
)
def test_encoding_and_delimiter_are_found_out(tmp_path, text, encoding, delimiter):
    data = text.replace("№", "N").encode(encoding)
    table, rows = read(tmp_path, data)

    lines = text.replace("№", "N").splitlines()
    assert table.delimiter == delimiter
    assert [table.columns, *(row.cells for row in rows)] == [line.split(delimiter) for line in lines]
    assert [row.problem for row in rows] == [None] * (len(lines) - 1)


def test_what_is_given_is_stronger_than_what_is_found_out(tmp_path):
    table, rows = read(tmp_path, "a;b,c\n1;2,3\n", delimiter=",", encoding="ascii")

    assert (table.columns, rows[0].cells) == (["a;b", "c"], ["1;2", "3"])


def test_quoted_cells_hold_delimiters_and_line_ends(tmp_path):
    _, rows = read(tmp_path, 'name,note\r\n"Konev, Ivan","one\r\ntwo ""three"""\r\nTito,x\r\n')

    assert [(row.line, row.cells) for row in rows] == [(2, ["Konev, Ivan", 'one\r\ntwo "three"']), (4, ["Tito", "x"])]


def test_rows_of_other_lengths_are_kept_and_told_of(tmp_path):
    _, rows = read(tmp_path, "a,b\n1\n1,2,3\n\n4,5\n")

    assert [(row.line, row.cells) for row in rows] == [(2, ["1"]), (3, ["1", "2", "3"]), (5, ["4", "5"])]
    assert [bool(row.problem) for row in rows] == [True, True, False]
    assert rows[0].problem == "the row has 1 cells and the table 2 columns"


def test_a_quote_that_is_never_closed_breaks_its_own_row_alone(tmp_path):
    _, rows = read(tmp_path, 'a,b\n1,2\n"x,2\n3,4\n5,"6"7\n8,9\n')

    assert [(row.line, row.cells, row.is_read) for row in rows] == [
        (2, ["1", "2"], True),
        (3, ['"x,2'], False),
        (4, ["3", "4"], True),
        (5, ['5,"6"7'], False),
        (6, ["8", "9"], True),
    ]


def test_a_cell_beyond_all_bounds_breaks_its_own_row_alone(tmp_path):
    _, rows = read(tmp_path, f"a,b\n{'x' * 200_000},1\n2,3\n")

    assert [(len(row.cells[0]), row.is_read) for row in rows] == [(200_002, False), (1, True)]


def test_bytes_that_are_no_letters_are_told_of(tmp_path):
    _, rows = read(tmp_path, b"a,b\n\xff\xfe,1\n2,3\n", encoding="utf-8")

    assert [bool(row.problem) for row in rows] == [True, False]


@pytest.mark.parametrize("data", [b"", b"\n", b",,\n1,2,3\n", codecs.BOM_UTF8])
def test_a_table_without_columns_is_refused(tmp_path, data):
    with pytest.raises(TableRefused, match=r"table\.csv:1: the first line names no columns"):
        read(tmp_path, data)


def test_a_workbook_is_read_by_its_first_sheet(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["name", "year"], ["Иван Конев", 1945], [None, None], ["Tito", None]):
        book.active.append(row)
    book.save(tmp_path / "table.xlsx")

    with tables.opened(tmp_path / "table.xlsx") as table:
        assert table.columns == ["name", "year"]
        assert [row.cells for row in table.rows] == [["Иван Конев", "1945"], ["Tito", ""]]


def test_what_is_no_workbook_is_refused(tmp_path):
    pytest.importorskip("openpyxl")
    (tmp_path / "table.xlsx").write_bytes(b"name\n")

    with pytest.raises(TableRefused, match="no workbook"), tables.opened(tmp_path / "table.xlsx"):
        pass
