"""`elbe reconcile` adds to a table the things of a release that it names, and loses nothing of it."""

import csv
import io
from itertools import count, islice

import pytest
from support.command import elbe

from kb.search import reconciling
from kb.search.tables import Row

TABLE = "nr;name;year\n1;Иван Конев;1945\n2;Chruszczow;1956\n3\n4;Zhukov;1945\n5;Konew, Iwan;1945;more\n"


def run(release, folder, *arguments: str, table: str = TABLE, name: str = "table.csv"):
    """What the command prints for a table, as rows, and what it says."""
    path = folder / name
    path.write_text(table, encoding="utf-8")
    done = elbe("reconcile", path, "--release", release.folder, *arguments)
    return done, list(csv.reader(io.StringIO(done.stdout), delimiter=";"))


def test_each_row_gets_what_it_names(release, tmp_path):
    done, rows = run(release, tmp_path, "--column", "name", "--type", "person")

    assert done.returncode == 0
    assert rows[0] == ["nr", "name", "year", *reconciling.COLUMNS]
    assert rows[1] == ["1", "Иван Конев", "1945", "person/ivan-konev", "Ivan Konev", "Q185024", "100.0", "true"]
    assert rows[2][-1] in ("", "false")
    assert rows[4][-1] in ("", "false")


def test_broken_rows_are_kept_and_told_of(release, tmp_path):
    done, rows = run(release, tmp_path, "--column", "name")

    assert rows[3] == ["3", "", "", "", "", "", "", ""]
    assert rows[5][:4] + rows[5][-1:] == ["5", "Konew, Iwan", "1945", "person/ivan-konev", "more"]
    assert done.stderr.splitlines() == [
        f"{tmp_path}/table.csv:4: the row has 1 cells and the table 3 columns; it is kept as it is",
        f"{tmp_path}/table.csv:6: the row has 4 cells and the table 3 columns; it is kept as it is",
    ]


def test_dates_and_a_place_are_weighed(release, tmp_path):
    _, near = run(release, tmp_path, "--column", "name", "--near", "Serbia", table="nr;name\n1;Belgrad\n")
    _, far = run(release, tmp_path, "--column", "name", "--near", "60.1,24.9", table="nr;name\n1;Belgrad\n")
    _, dated = run(release, tmp_path, "--column", "name", "--date", "year")

    assert float(near[1][-2]) > float(far[1][-2])
    assert dated[1][3] == "person/ivan-konev"


def test_a_file_is_written_whole_or_not_at_all(release, tmp_path):
    out = tmp_path / "out.csv"
    done, _ = run(release, tmp_path, "--column", "name", "--out", str(out))
    again, _ = run(release, tmp_path, "--column", "nam", "--out", str(tmp_path / "other.csv"))

    assert (done.returncode, done.stdout) == (0, "")
    assert out.read_text(encoding="utf-8").count("\n") == 6
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "table.csv"]
    assert again.returncode == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--column", "nam"], "the table has no column 'nam' (did you mean name?)"),
        (["--column", "name", "--date", "yeer"], "did you mean year?"),
        (["--column", "name", "--type", "persom"], "there is no type 'persom' (did you mean person?)"),
    ],
)
def test_what_is_asked_wrongly_is_told_with_what_there_is(release, tmp_path, arguments, said):
    done, _ = run(release, tmp_path, *arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_many_rows_come_in_their_order_from_several_processes(release):
    rows = [Row(line, [f"Ivan Konev {line}" if line % 3 else "Иван Конев"]) for line in range(2000)]
    wanted = reconciling.wanted(["name"], "name", None, None, None, release.terms)
    alone, together = (
        list(reconciling.reconcile(reconciling.Index(release.search, release.terms), rows, wanted, many))
        for many in (1, 2)
    )

    assert [each.row for each in together] == rows
    assert together == alone


@pytest.mark.process
def test_no_more_rows_are_held_than_are_worked_at(release):
    wanted = reconciling.wanted(["name"], "name", None, None, None, release.terms)
    taken = []

    def endless():
        for line in count():
            taken.append(line)
            yield Row(line, ["x"])

    done = list(
        islice(reconciling.reconcile(reconciling.Index(release.search, release.terms), endless(), wanted, 1), 20_000)
    )

    assert len(done) == 20_000
    assert len(taken) <= 20_000 + 2 * reconciling.PIECE
