"""The files of `deploy/` name commands, settings and folders that exist, and the service works as they have it run."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from support.live_service import example_quads, serving, write_release
from support.places import PROJECT

from api.cli.main import main
from api.cli.options import _named_fields
from api.settings import Settings

CONTAINER = (PROJECT / "deploy/Containerfile").read_text(encoding="utf-8")
UNIT = PROJECT / "deploy/elbe.service"
STEPS = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", CONTAINER, flags=re.MULTILINE)).splitlines()
HARDENED = (
    "DynamicUser=yes",
    "ProtectSystem=strict",
    "NoNewPrivileges=yes",
    "CapabilityBoundingSet=\n",
    "PrivateTmp=yes",
)


def steps(instruction):
    """The arguments of the steps of one kind."""
    return [step.removeprefix(instruction).strip() for step in STEPS if step.startswith(instruction + " ")]


def parsed(words):
    """The options of an elbe command, as the command line has them."""
    command = main.get_command(click.Context(main), words[0])
    assert command is not None
    return command.make_context(words[0], list(words[1:])).params


def test_the_settings_that_the_files_name_exist():
    named = {name.lower() for name in re.findall(r"ELBE_SERVE_(\w+)", CONTAINER + UNIT.read_text(encoding="utf-8"))}

    assert named >= {"host", "port", "release", "workers", "public_url"}
    assert named <= set(_named_fields()) | {"host", "port", "release"}


def test_the_container_builds_a_release_and_serves_it():
    [install_and_build] = [step for step in steps("RUN") if "elbe build" in step]
    build = shlex.split(install_and_build.partition("&&")[2])
    [entry], [served] = map(json.loads, steps("ENTRYPOINT")), map(json.loads, steps("CMD"))

    assert Path(build[0]).name == entry[0] == "elbe"
    assert parsed(build[1:])["out"] == Path("/srv/elbe")
    assert parsed(served)["workers"] == 1
    assert "ELBE_SERVE_RELEASE=/srv/elbe" in CONTAINER


def test_the_container_copies_what_there_is_and_its_builder_is_sent():
    sent = (PROJECT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    copied = [word for step in steps("COPY") if "--from" not in step for word in step.split()[:-1]]

    assert len(copied) == 9
    assert [name for name in copied if not (PROJECT / name).exists() or f"!{name}" not in sent] == []


def test_the_container_needs_all_that_the_wheel_is_made_of():
    project = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    sources = [*re.findall(r'^(\w+) = "kb/data/', project, re.MULTILINE), "api", "kb", "README.md"]

    assert [name for name in sources if f" {name} " not in CONTAINER.replace("\n", " ")] == []


def test_the_container_is_nobody_of_this_machine_and_names_no_registry():
    assert int(steps("USER")[0].partition(":")[0]) > 10_000
    assert {step.split()[0] for step in steps("FROM")} == {"python:3.11-slim"}


@pytest.mark.process
def test_the_health_check_of_the_container_tells_ready_from_not_ready(tmp_path):
    [check] = [step.partition("CMD")[2] for step in steps("HEALTHCHECK")]
    release = write_release(tmp_path / "release", example_quads(10))
    with serving(release, Settings()) as service:
        command = [word.replace("8000", str(service.port)) for word in json.loads(check)]
        command[0] = sys.executable
        while_ready = subprocess.run(command, timeout=30).returncode
    after = subprocess.run(command, stderr=subprocess.DEVNULL, timeout=30).returncode

    assert (while_ready, after) == (0, 1)


def test_the_unit_starts_and_reloads_the_service():
    unit = UNIT.read_text(encoding="utf-8")
    start = re.search(r"^ExecStart=/opt/elbe/bin/elbe (.+)$", unit, re.MULTILINE)

    assert start is not None
    assert parsed(start[1].split())["port"] == 8000
    assert "\nExecReload=/bin/kill -HUP $MAINPID\n" in unit
    assert [line for line in HARDENED if line not in unit] == []


def test_the_unit_gives_the_service_time_to_end():
    timeout = re.search(r"^TimeoutStopSec=(\d+)$", UNIT.read_text(encoding="utf-8"), re.MULTILINE)

    assert timeout is not None
    assert int(timeout[1]) > Settings().processes.stop_seconds + Settings().processes.unready_seconds


@pytest.mark.process
def test_the_unit_is_one_for_systemd(tmp_path):
    """Where there is no systemd, the names of the settings are all that can be checked."""
    unit = UNIT.read_text(encoding="utf-8")
    if (tool := shutil.which("systemd-analyze")) is None:
        assert re.findall(r"^(?!#|\[)(?!\w+=).+$", unit, re.MULTILINE) == []
        return
    (tmp_path / "elbe.service").write_text(unit.replace("/opt/elbe/bin/elbe", "/bin/true"), encoding="utf-8")

    done = subprocess.run([tool, "verify", tmp_path / "elbe.service"], capture_output=True, text=True, timeout=60)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.process
def test_the_bill_of_materials_keeps_to_its_schema_and_names_each_package_that_is_needed(tmp_path):
    made = []
    for name in ("one", "other"):
        subprocess.run([sys.executable, PROJECT / "deploy/sbom.py", tmp_path / name], check=True)
        made.append((tmp_path / name).read_text(encoding="utf-8"))
    bill = json.loads(made[0])

    assert made[0] == made[1]
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(made[0]) is None
    assert bill["metadata"]["component"]["name"] == "elbe"
    assert "timestamp" not in bill["metadata"]
    pins = dict(line.lower().split("==") for line in (PROJECT / "constraints.txt").read_text().splitlines()[1:])
    told = {each["name"]: each["version"] for each in bill["components"]}
    assert {"pyoxigraph", "fastapi", "starlette", "jinja2"} <= told.keys()
    assert {
        name: version for name, version in told.items() if pins.get(name, pins.get(name.replace("-", "_"))) != version
    } == {}
    (root,) = [each for each in bill["dependencies"] if each["ref"] == bill["metadata"]["component"]["bom-ref"]]
    assert {ref.rpartition("/")[2].partition("@")[0] for ref in root["dependsOn"]} <= told.keys()
