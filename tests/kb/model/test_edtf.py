import csv
from datetime import date

import pytest
from support.places import CONFORMANCE

from kb.model.edtf import bounds

EXAMPLES = CONFORMANCE / "edtf/edtf.tsv"


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("1944-10-20", "1944-10-20", "1944-10-20"),
        ("1944-10", "1944-10-01", "1944-10-31"),
        ("1944", "1944-01-01", "1944-12-31"),
        ("1944-02", "1944-02-01", "1944-02-29"),
        ("194X", "1940-01-01", "1949-12-31"),
        ("1944-10-20?", "1944-10-20", "1944-10-20"),
        ("1944~", "1944-01-01", "1944-12-31"),
        ("1944-21", "1944-03-01", "1944-05-31"),
        ("1944-06/1944-12", "1944-06-01", "1944-12-31"),
        ("{1965,1985,1990}", "1965-01-01", "1990-12-31"),
    ],
)
def test_bounds_are_the_first_and_last_day(edtf, first, last):
    assert bounds(edtf) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("/1944-12", None, "1944-12-31"),
        ("../1931", None, "1931-12-31"),
        ("1944-10/", "1944-10-01", None),
        ("1944-10/..", "1944-10-01", None),
    ],
)
def test_an_open_or_unknown_side_has_no_bound(edtf, first, last):
    assert bounds(edtf) == (day(first or ""), day(last or ""))


@pytest.mark.parametrize(
    "edtf",
    [
        "1945-02-30",
        "1945-06-31",
        "1943-02-29",
        "1945-13",
        "May 1945",
        "1944-10/1945-02-30",
        "1944-10-00",
        "1944-00",
        "1944-10-00/1944-11",
        "1944-10-00~",
        "XXXX-02-30",
        "1944-2X",
        "1944-10-4X",
        "1944-42",
        "1944-21-05",
        "-0000",
        "1944/10/20",
        "[1944}",
        "{1944",
        "{1944/1945}",
        "1944-10-20T25:00:00",
        "1944S2-10",
        "194x",
        "１９４４",
        "1944\n",
    ],
)
def test_a_date_that_does_not_exist_is_refused(edtf):
    with pytest.raises(ValueError, match="is no date that exists"):
        bounds(edtf)


@pytest.mark.parametrize("edtf", ["", "/", "../..", ".."])
def test_a_time_without_any_date_is_refused(edtf):
    with pytest.raises(ValueError, match="names no date"):
        bounds(edtf)


def test_an_interval_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="ends before it starts"):
        bounds("1945/1944")


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("1944-22", "1944-06-01", "1944-08-31"),
        ("1944-23", "1944-09-01", "1944-11-30"),
        ("1944-23/1945-21", "1944-09-01", "1945-05-31"),
        ("1944-23~", "1944-09-01", "1944-11-30"),
        ("1944-26", "1944-06-01", "1944-08-31"),
        ("1944-29", "1944-09-01", "1944-11-30"),
        ("1944-31", "1944-03-01", "1944-05-31"),
        ("1944-32", "1944-06-01", "1944-08-31"),
        ("1944-33", "1944-01-01", "1944-03-31"),
        ("1944-36", "1944-10-01", "1944-12-31"),
        ("1944-37", "1944-01-01", "1944-04-30"),
        ("1944-39", "1944-09-01", "1944-12-31"),
        ("1944-40", "1944-01-01", "1944-06-30"),
        ("1944-41/1945-40", "1944-07-01", "1945-06-30"),
    ],
)
def test_seasons_quarters_thirds_and_halves_have_the_bounds_of_their_months(edtf, first, last):
    assert bounds(edtf) == (day(first), day(last))


@pytest.mark.parametrize("edtf", ["1944-24", "1944-28", "1944-30"])
def test_a_winter_lasts_until_february_of_the_next_year_and_so_does_a_summer_of_the_south(edtf):
    assert bounds(edtf) == (date(1944, 12, 1), date(1945, 2, 28))


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("[..1944]", "", "1944-12-31"),
        ("[1760-12..]", "1760-12-01", ""),
        ("{..1984}", "", "1984-12-31"),
        ("{1944..}", "1944-01-01", ""),
        ("{..1944, 1946}", "", "1946-12-31"),
        ("[1944-10, 1945..]", "1944-10-01", ""),
        ("[1667, 1668, 1670..1672]", "1667-01-01", "1672-12-31"),
        ("{1990,1965}", "1965-01-01", "1990-12-31"),
    ],
)
def test_a_set_has_the_bounds_of_its_members_and_none_where_it_is_open(edtf, first, last):
    assert bounds(edtf) == (day(first), day(last))


@pytest.mark.parametrize("edtf", ["{1944..,1946}", "{1944,..1946}"])
def test_a_set_that_is_open_in_its_middle_is_refused(edtf):
    with pytest.raises(ValueError, match="only the first member of a set begins with two dots"):
        bounds(edtf)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("1984-1X", "1984-10-01", "1984-12-31"),
        ("1984-0X", "1984-01-01", "1984-09-30"),
        ("1944-10-2X", "1944-10-20", "1944-10-29"),
        ("1944-02-3X", "", ""),
        ("1944-XX-31", "1944-01-31", "1944-12-31"),
        ("1944-X1", "1944-01-01", "1944-11-30"),
        ("1944-0X-30", "1944-01-30", "1944-09-30"),
        ("19X4-02-29", "1904-02-29", "1984-02-29"),
        ("194X-21", "1940-03-01", "1949-05-31"),
        ("194X~", "1940-01-01", "1949-12-31"),
        ("1950S2", "1900-01-01", "1999-12-31"),
    ],
)
def test_a_digit_that_is_not_known_can_be_any_that_makes_a_day(edtf, first, last):
    if not first:
        with pytest.raises(ValueError, match="is no date that exists"):
            bounds(edtf)
    else:
        assert bounds(edtf) == (day(first), day(last))


@pytest.mark.parametrize("edtf", ["XXXX-12-XX", "XXXX-12", "XXXX-12-25", "XXXX-21"])
def test_a_year_of_which_no_digit_is_known_has_no_bounds(edtf):
    assert bounds(edtf) == (None, None)


@pytest.mark.parametrize(
    "edtf", ["-0044", "-0044-03-15", "0000", "0000-01-01", "Y-17000", "Y17E7", "-01XX", "-0044/0014", "000X", "9999-24"]
)
def test_years_that_have_no_day_here_are_said_to_be_unsupported(edtf):
    with pytest.raises(ValueError, match="is not supported: write years from 0001 to 9999"):
        bounds(edtf)


def test_nothing_is_printed_whatever_the_text(capfd):
    assert bounds("1984-1X")
    with pytest.raises(ValueError, match="no date"):
        bounds("1984-1X-40")

    assert capfd.readouterr() == ("", "")


def test_the_examples_of_the_standard_have_the_bounds_that_others_find():
    if not EXAMPLES.is_file():
        pytest.skip(f"NOT RUN: no example of the standard was read, since they are not at {EXAMPLES}")
    rows = list(csv.DictReader(EXAMPLES.read_text(encoding="utf-8").splitlines(), delimiter="\t"))
    differing = []
    for row in rows:
        far = row["lower_strict"].startswith("-") and row["lower_strict"] != "-inf"
        far = far or row["lower_strict"].startswith("0000") or len(row["lower_strict"].partition("-")[0]) > 4
        wanted = tuple(None if row[key].endswith("inf") else row[key] for key in ("lower_strict", "upper_strict"))
        try:
            found = tuple(str(day) if day else None for day in bounds(row["edtf"]))
        except ValueError as error:
            found = "unsupported" if "not supported" in str(error) else "invalid"
        if row["kind"] == "invalid" or (far and not row["edtf"].startswith("XXXX")):
            wanted = "invalid" if row["kind"] == "invalid" else "unsupported"
        elif "convention" in row["note"] or "ignores" in row["note"]:
            wanted = found if isinstance(found, tuple) else "some bounds"
        if found != wanted:
            differing.append((row["edtf"], found, wanted))

    assert differing == []
    assert len(rows) > 100
