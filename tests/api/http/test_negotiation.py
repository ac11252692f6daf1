import pytest

from api.http.negotiation import negotiate, prefers_html

OFFERS = ["text/turtle", "application/ld+json", "text/html"]


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "text/turtle"),
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/*", "text/turtle"),
        ("application/*", "application/ld+json"),
        ("TEXT/HTML", "text/html"),
        ("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", "text/html"),
        ("text/turtle;q=0.1, application/ld+json;q=0.2", "application/ld+json"),
        ("text/html;q=0.5, text/turtle;q=0.5", "text/turtle"),
        ("*/*;q=0.1, text/turtle;q=0", "application/ld+json"),
        ("text/*;q=0.9, text/turtle;q=0.1", "text/html"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#framed, a"', "application/ld+json"),
        ("text/turtle ; charset=utf-8 ; q=0.3, text/html;q=0.2", "text/turtle"),
        ("text/turtle;q=0.001", "text/turtle"),
        ("text/turtle;q=0", None),
        ("image/png", None),
        ("text/turtle;q=2, text/html;q=0.9", "text/turtle"),
        ("nonsense", "text/turtle"),
        ("nonsense, text/html", "text/html"),
    ],
)
def test_the_representation_liked_best_is_chosen(accept, chosen):
    assert negotiate(accept, OFFERS) == chosen


@pytest.mark.parametrize(
    ("accept", "is_page"),
    [(None, False), ("*/*", False), ("text/html,*/*;q=0.8", True), ("application/problem+json, text/html", False)],
)
def test_only_who_asks_for_a_page_gets_one(accept, is_page):
    assert prefers_html(accept, "application/problem+json") is is_page
