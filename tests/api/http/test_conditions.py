from datetime import UTC, datetime

import pytest
from starlette.datastructures import Headers

from api.http.conditions import is_known
from api.http.problems import PreconditionFailed

MOMENT = datetime(2026, 11, 23, 4, 21, tzinfo=UTC)
BEFORE, THEN, AFTER = (f"Mon, 23 Nov 2026 04:{time} GMT" for time in ("20:59", "21:00", "22:00"))


@pytest.mark.parametrize("header", ['"a"', 'W/"a"', '"b", "a"', '"b",W/"a"', "*"])
def test_a_tag_that_the_client_has_is_known(header):
    assert is_known(Headers({"if-none-match": header}), '"a"')
    assert is_known(Headers({"if-none-match": header}), 'W/"a"')


@pytest.mark.parametrize("header", ['"b"', "a", "", '"ab"'])
def test_another_tag_is_not(header):
    assert not is_known(Headers({"if-none-match": header}), '"a"')


@pytest.mark.parametrize(
    ("since", "known"),
    [(THEN, True), (AFTER, True), (BEFORE, False), ("nonsense", False), ("Mon, 23 Nov 99999 04:21:00 GMT", False)],
)
def test_a_date_counts_where_no_tag_is_sent(since, known):
    assert is_known(Headers({"if-modified-since": since}), '"a"', MOMENT) is known
    assert not is_known(Headers({"if-modified-since": since, "if-none-match": '"b"'}), '"a"', MOMENT)


def test_all_lines_of_a_header_are_heard():
    assert is_known(Headers(raw=[(b"if-none-match", b'"b"'), (b"if-none-match", b'"a"')]), '"a"')


@pytest.mark.parametrize("header", ['"a"', '"b", "a"', "*"])
def test_what_is_meant_is_sent(header):
    assert not is_known(Headers({"if-match": header}), '"a"', MOMENT)
    assert not is_known(Headers({"if-match": header, "if-unmodified-since": BEFORE}), '"a"', MOMENT)


@pytest.mark.parametrize("header", ['"b"', 'W/"a"', "nonsense", ""])
def test_what_is_not_meant_is_not_sent(header):
    with pytest.raises(PreconditionFailed):
        is_known(Headers({"if-match": header, "if-none-match": '"a"'}), '"a"', MOMENT)


def test_a_weak_tag_is_never_the_one_that_is_meant():
    with pytest.raises(PreconditionFailed):
        is_known(Headers({"if-match": 'W/"a"'}), 'W/"a"')


def test_what_is_newer_than_meant_is_not_sent():
    with pytest.raises(PreconditionFailed):
        is_known(Headers({"if-unmodified-since": BEFORE}), '"a"', MOMENT)
    for date in (THEN, AFTER, "nonsense"):
        assert not is_known(Headers({"if-unmodified-since": date}), '"a"', MOMENT)
