from datetime import UTC, datetime

import pytest
from starlette.datastructures import Headers

from api.http.cache import OVERHEAD, Kept
from api.http.replies import Reply, is_known, make_etag

MOMENT = datetime(2026, 11, 23, 4, 21, tzinfo=UTC)


def reply(size):
    return Reply(b"x" * size, "text/plain", MOMENT, 60)


@pytest.mark.parametrize("header", ['"a"', 'W/"a"', '"b", "a"', '"b",W/"a"', "*"])
def test_a_tag_that_the_client_has_is_known(header):
    assert is_known(Headers({"if-none-match": header}), '"a"')
    assert is_known(Headers({"if-none-match": header}), 'W/"a"')


@pytest.mark.parametrize("header", ['"b"', "a", "", '"ab"'])
def test_another_tag_is_not(header):
    assert not is_known(Headers({"if-none-match": header}), '"a"')


@pytest.mark.parametrize(
    ("since", "known"),
    [
        ("Mon, 23 Nov 2026 04:21:00 GMT", True),
        ("Mon, 23 Nov 2026 04:22:00 GMT", True),
        ("Mon, 23 Nov 2026 04:20:59 GMT", False),
        ("nonsense", False),
    ],
)
def test_a_date_counts_where_no_tag_is_sent(since, known):
    assert is_known(Headers({"if-modified-since": since}), '"a"', MOMENT) is known
    assert not is_known(Headers({"if-modified-since": since, "if-none-match": '"b"'}), '"a"', MOMENT)


def test_tags_differ_with_each_part():
    assert len({make_etag(b"a", b"b"), make_etag(b"ab"), make_etag(b"a", b"c"), make_etag(b"b", b"a")}) == 4


def test_a_reply_has_another_tag_when_its_bytes_or_their_type_change_and_only_then():
    first = Reply(b"x", "text/plain", MOMENT, 60)

    assert Reply(b"x", "text/plain", MOMENT, 3600, location="/x").etag == first.etag
    assert Reply(b"y", "text/plain", MOMENT, 60).etag != first.etag
    assert Reply(b"x", "text/csv", MOMENT, 60).etag != first.etag


def test_no_more_is_remembered_than_allowed_and_the_oldest_goes_first():
    kept = Kept(25 + 2 * OVERHEAD)
    kept.keep("a", reply(10))
    kept.keep("b", reply(10))
    kept.find("a")
    kept.keep("c", reply(10))
    kept.keep("d", reply(10_000))

    assert (kept.find("a"), kept.find("b"), kept.find("c"), kept.find("d"), kept.size) == (None,) * 4 + (0,)


def test_what_was_asked_for_last_is_remembered_longest():
    kept = Kept(25 + 2 * OVERHEAD)
    kept.keep("a", reply(10))
    kept.keep("b", reply(10))
    kept.find("a")
    kept.keep("c", reply(10))

    assert kept.find("a") is not None
    assert kept.find("b") is None
