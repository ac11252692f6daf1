import gzip
from datetime import UTC, datetime

from starlette.datastructures import Headers

from api.http.cache import OVERHEAD, Kept
from api.http.replies import Reply, make_etag

MOMENT = datetime(2026, 11, 23, 4, 21, tzinfo=UTC)


def reply(size):
    return Reply(b"x" * size, "text/plain", MOMENT, 60)


def test_tags_differ_with_each_part():
    assert len({make_etag(b"a", b"b"), make_etag(b"ab"), make_etag(b"a", b"c"), make_etag(b"b", b"a")}) == 4


def test_a_reply_has_another_tag_when_its_bytes_or_their_type_change_and_only_then():
    first = Reply(b"x", "text/plain", MOMENT, 60)

    assert Reply(b"x", "text/plain", MOMENT, 3600, location="/x").etag == first.etag
    assert Reply(b"y", "text/plain", MOMENT, 60).etag != first.etag
    assert Reply(b"x", "text/csv", MOMENT, 60).etag != first.etag


def test_a_coded_reply_is_another_representation():
    plain = reply(5000)

    sent = plain.response(Headers({"accept-encoding": "gzip"}))
    assert gzip.decompress(sent.body) == plain.body
    assert sent.headers["content-encoding"] == "gzip"
    assert sent.headers["etag"] == plain.zipped.etag != plain.etag
    assert sent.headers["vary"] == plain.response(Headers({})).headers["vary"] == "Accept, Accept-Encoding"


def test_a_client_has_a_reply_in_the_coding_that_it_takes():
    plain = reply(5000)

    def status(etag, *coding):
        return plain.response(Headers({"if-none-match": etag, **dict(coding)})).status_code

    assert status(plain.zipped.etag, ("accept-encoding", "gzip")) == 304
    assert status(plain.etag, ("accept-encoding", "gzip")) == 200
    assert (status(plain.etag), status(plain.zipped.etag)) == (304, 200)


def test_what_fits_into_one_packet_is_sent_as_it_is():
    sent = reply(100).response(Headers({"accept-encoding": "gzip"}))

    assert (sent.body, sent.headers["vary"]) == (b"x" * 100, "Accept")
    assert "content-encoding" not in sent.headers


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
