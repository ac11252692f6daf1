import http.client
import json
import subprocess
import sys
import time
import venv
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from support.guide import BLOCKS, Follower
from support.places import PROJECT

pytestmark = pytest.mark.process

TEN_COMMANDS = {"new", "add", "anchor", "verify", "validate", "conflicts", "build", "query", "export", "serve"}
"""Those of the guide, from an empty folder to a corpus that is served."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, PROJECT]
    subprocess.run(command, check=True, capture_output=True)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """An environment that holds nothing but the wheel and what it depends on."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    pip = [folder / "bin/python", "-m", "pip", "install", "--quiet", "-c", PROJECT / "constraints.txt", wheel]
    subprocess.run(pip, check=True, capture_output=True)
    return folder / "bin"


def ask(port: int, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", path, headers={"Accept": "application/ld+json, application/json"})
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_the_wheel_ships_ontology_shapes_seeds_and_queries_and_no_tests(wheel):
    names = zipfile.ZipFile(wheel).namelist()

    for shipped in ("ontology/elbe.ttl", "ontology/context.jsonld", "shapes/claim.ttl", "seeds/authority/people.yaml"):
        assert f"kb/data/{shipped}" in names
    assert "kb/reading/sources.rq" in names
    assert not [name for name in names if name.startswith("tests")]


def test_the_installed_wheel_makes_the_same_release_as_the_checkout(installed, tmp_path):
    for elbe, out in ((installed / "elbe", "a"), (Path(sys.executable).parent / "elbe", "b")):
        subprocess.run([elbe, "build", "--out", tmp_path / out], cwd=tmp_path, check=True, capture_output=True)

    manifests = [json.loads((tmp_path / out / "current/manifest.json").read_text()) for out in "ab"]
    assert manifests[0] == manifests[1]


def test_the_installed_wheel_builds_and_serves_from_any_folder(installed, tmp_path, free_port):
    server = subprocess.Popen([installed / "elbe", "serve", "--port", str(free_port)], cwd=tmp_path)
    try:
        answer = (0, b"")
        for _ in range(900):
            with suppress(ConnectionRefusedError):
                answer = ask(free_port, "/doc/person/josip-broz-tito")
            if answer[0] not in {0, 503}:  # nobody listens yet, or the release is loading
                break
            time.sleep(0.1)
    finally:
        server.terminate()
        server.wait(20)

    assert answer[0] == 200
    assert json.loads(answer[1])["id"] == "person/josip-broz-tito"


def test_a_corpus_of_one_s_own_is_made_by_the_commands_of_the_guide(installed, tmp_path, free_port):
    follower = Follower(installed / "elbe", tmp_path)
    commands = follower.follow(BLOCKS)
    with follower.serving(free_port):
        answers = [ask(free_port, f"/doc/{path}") for path in ("claim/about-1500-watched", "person/josip-broz-tito")]

    assert {command.split()[1] for command in commands if command.startswith("elbe ")} | {"serve"} == TEN_COMMANDS
    assert [status for status, _ in answers] == [200, 404]
    assert json.loads(answers[0][1])["id"] == "claim/about-1500-watched"
    assert (tmp_path / "light-dumps/dumps/elbe.ttl").is_file()
