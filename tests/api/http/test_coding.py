import asyncio
import gzip

import pytest
from starlette.datastructures import Headers

from api.http.coding import takes_gzip, zip_pieces, zip_whole


@pytest.mark.parametrize(
    ("header", "takes"),
    [
        ("gzip", True), ("GZIP", True), ("x-gzip", True), ("br, gzip;q=0.5", True), ("*", True), ("deflate, gzip", True),
        ("", False), ("identity", False), ("gzip;q=0", False), ("*;q=0", False), ("gzip;q=0, *", False),
        ("identity, gzip;q=0.5", False), ("br", False), ("gzip;q=nonsense", False), ("gzip;q=0.5.5", False),
    ],
)  # fmt: skip
def test_gzip_goes_to_those_who_take_it(header, takes):
    assert takes_gzip(Headers({"accept-encoding": header})) is takes


def test_who_says_nothing_gets_what_is_not_coded():
    assert not takes_gzip(Headers({}))


def test_the_same_bytes_are_coded_the_same_at_any_time():
    assert zip_whole(b"elbe" * 999) == zip_whole(b"elbe" * 999)
    assert zip_whole(b"x")[4:8] == b"\0\0\0\0"


@pytest.mark.parametrize("size", [0, 10, 40_000])
def test_what_comes_in_pieces_is_coded_as_one(size):
    async def pieces():
        for letter in b"abc":
            yield bytes([letter]) * size

    async def coded():
        return b"".join([piece async for piece in zip_pieces(pieces())])

    assert gzip.decompress(asyncio.run(coded())) == b"a" * size + b"b" * size + b"c" * size
