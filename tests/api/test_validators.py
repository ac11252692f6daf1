"""Entity tags: they differ where what is sent differs, and nowhere else."""

import asyncio
import os
import subprocess
import sys

import httpx
import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment, PackageLoader

from api.app import create_app
from api.pages import render
from api.settings import Settings

PATHS = ["/", "/dumps/", "/dataset", "/void", "/ontology", "/shapes", "/problems/", "/queries", "/docs", "/sparql"]
OF_THE_RECORD = ["/claims", "/search?q=Tito", "/doc/person/ivan-konev", "/questions", "/sitemap.xml", "/robots.txt"]
PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_validators import OF_THE_RECORD, PATHS, tags
from api.settings import Settings
from kb.release.release import Release
print(tags(Release.open(Path(sys.argv[1])), Settings.of(public_url="https://example.org"), PATHS + OF_THE_RECORD))
"""


def tags(release, settings, paths, accept="text/html"):
    """The tags of what a service with these settings sends, by path."""
    return asyncio.run(ask(create_app(release, settings).site, paths, accept))


async def ask(site, paths, accept):
    async with httpx.AsyncClient(transport=httpx.ASGITransport(site), base_url="http://localhost") as client:
        answers = [await client.get(path, headers={"accept": f"{accept}, */*;q=0.1"}) for path in paths]
    assert [answer.status_code for answer in answers] == [200] * len(paths)
    return {path: answer.headers["etag"] for path, answer in zip(paths, answers, strict=True)}


def test_a_setting_of_the_log_changes_no_tag(release):
    settings = Settings.of(log_queries=True, log_clients=True, log_requests=False, clients=7)

    assert tags(release, settings, PATHS + OF_THE_RECORD) == tags(release, Settings(), PATHS + OF_THE_RECORD)


def test_a_setting_that_shapes_an_answer_changes_its_tag(release):
    few = tags(release, Settings.of(list_items=3), ["/claims", "/dataset"])
    usual = tags(release, Settings(), ["/claims", "/dataset"])

    assert few["/claims"] != usual["/claims"]
    assert few["/dataset"] == usual["/dataset"]


def test_a_page_has_another_tag_under_another_prefix(release):
    prefixes = [tags(release, Settings.of(public_url=f"https://example.org{path}"), PATHS) for path in ("", "/a", "/b")]

    for path in PATHS:
        assert len({found[path] for found in prefixes}) == 3, path


def test_a_page_has_another_tag_when_a_template_changes_and_data_have_not(release, monkeypatch):
    before = tags(release, Settings(), PATHS), tags(release, Settings(), ["/dumps/"], "application/json")
    shipped = PackageLoader("api.pages")
    text, _, _ = shipped.get_source(Environment(autoescape=True), "base.html")
    changed = DictLoader({"base.html": text.replace("To the content", "To what is told")})
    with monkeypatch.context() as patch:
        patch.setattr(render, "PackageLoader", lambda name: ChoiceLoader([changed, shipped]))
        render._environment.cache_clear()
        after = tags(release, Settings(), PATHS), tags(release, Settings(), ["/dumps/"], "application/json")
    render._environment.cache_clear()

    assert [path for path in PATHS if before[0][path] == after[0][path]] == ["/void"]
    assert before[1] == after[1]


def test_each_process_sends_the_same_bytes(release):
    found = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM, str(release.folder), os.path.dirname(__file__)],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            timeout=240,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert found[0] == found[1] != ""


@pytest.mark.parametrize("path", ["/dumps/", "/dataset", "/queries", "/claims", "/sparql"])
def test_a_second_line_of_accept_is_heard(record, path):
    lines = {"Accept": "image/png", "accept": "text/html"}

    answer = record.get(path, **lines)
    assert (answer.status, answer.media_type) == (200, "text/html")
