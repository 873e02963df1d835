"""The pieces that `make bench` measures with, under a load too small to say anything about speed."""

from pathlib import Path

import pytest

from tests.bench import __main__ as bench
from tests.bench.databases import databases
from tests.bench.load import Load, interleaved
from tests.bench.others import EmptyProject, bare_view, nginx
from tests.bench.posts import Form, bare
from tests.bench.speed import compared
from tests.bench.table import Line, print_table

BODY = b"the same bytes from both" * 100


def is_there(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


@pytest.mark.bench
@pytest.mark.sqlite
def test_loads_are_measured_and_what_was_started_is_gone(tmp_path, capsys):
    with (
        bare_view(tmp_path / "view", BODY) as view,
        nginx(tmp_path / "nginx", BODY, {"x-quoted": "img-src 'self'"}) as files,
    ):
        pids = [*view.pids, *files.pids]
        assert len(pids) == 4  # a master and a process that answers, each
        assert [one.ask("/")[2] for one in (view, files)] == [BODY, BODY]
        assert files.ask("/")[1]["x-quoted"] == "img-src 'self'"
        different = [f"/?utm_source={number}\ta={number}" for number in range(5)]
        seen = interleaved(
            [Load("view", view, different), Load("nginx", files)], rounds=1, seconds=1
        )
        for (one,) in seen.values():
            assert one.a_second > 0
            assert one.p99 >= one.p50 > 0
        assert seen["view"][0].cpu > 0
        assert view.largest.resident >= view.largest.proportional > 1
    assert not any(map(is_there, pids))
    print_table([compared("view / nginx", seen["view"], seen["nginx"], 0)])
    assert "| view / nginx | " in capsys.readouterr().out


@pytest.mark.bench
@pytest.mark.sqlite
def test_the_empty_project_is_made_and_takes_a_form(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with databases(tmp_path) as (_ours, address):
        empty = EmptyProject(tmp_path / "empty", address)
        empty.make()
        with empty.served() as server:
            assert server.seconds_to_answer > 0
            assert b"Wagtail" in server.ask("/")[2]
            assert Form("bare form", server, "/contact/", bare, 200).send(2) >= 0
            pids = server.pids
    assert not any(map(is_there, pids))


def test_without_its_programs_it_says_so(monkeypatch, capsys):
    monkeypatch.setattr("shutil.which", lambda name: None if name == "wrk" else f"/bin/{name}")
    assert bench.main([]) == 2
    assert "wrk missing: apt-get install wrk nginx" in capsys.readouterr().err


def test_a_line_says_whether_it_holds(capsys):
    lines = [
        Line("faster than that", 9.5, 8, at_least=True),
        Line("no more than that", 151.2, 150, "MiB", note="measured"),
    ]
    assert [line.holds for line in lines] == [True, False]
    print_table(lines)
    shown = capsys.readouterr().out.splitlines()
    assert shown[2:] == [
        "| faster than that  | 9.50 ×   | ≥ 8 ×     | yes   |          |",
        "| no more than that | 151 MiB  | ≤ 150 MiB | NO    | measured |",
    ]
