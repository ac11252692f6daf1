from datetime import date

import pytest

from kb.model.edtf import bounds


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
    days = [date.fromisoformat(day) if day else None for day in (first, last)]

    assert list(bounds(edtf)) == days


@pytest.mark.parametrize(
    "edtf", ["1945-02-30", "1945-06-31", "1943-02-29", "1945-13", "May 1945", "1944-10/1945-02-30"]
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
