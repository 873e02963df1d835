"""Reading what Lighthouse says, from small reports made here: the tool itself comes from npm."""

import json
import stat

import pytest

from tests.bench import lighthouse
from tests.bench.processes import NotMeasured, Server
from tests.bench.table import Line

METRIC = {"scoreDisplayMode": "numeric"}
RULE = {"scoreDisplayMode": "binary"}


def told(performance: float, accessibility: float | None = 1, **audits: float | None) -> dict:
    """A report on a page; `audits`: the scores of some."""
    scores = {"paint": 0.99, "blocking": 1, "contrast": 1, "manual-check": None, **audits}
    return {
        "categories": {
            "performance": {
                "score": performance,
                "auditRefs": [
                    {"id": "paint", "weight": 10},
                    {"id": "blocking", "weight": 30},
                    {"id": "tree", "weight": 0},
                ],
            },
            "accessibility": {
                "score": accessibility,
                "auditRefs": [{"id": "contrast", "weight": 7}, {"id": "manual-check", "weight": 1}],
            },
        },
        "audits": {
            "paint": {**METRIC, "score": scores["paint"]},
            "blocking": {**METRIC, "score": scores["blocking"]},
            "tree": {**RULE, "score": 0},
            "contrast": {"scoreDisplayMode": "binary", "score": scores["contrast"]},
            "manual-check": {"scoreDisplayMode": "manual", "score": scores["manual-check"]},
        },
    }


def test_a_line_holds_at_full_score_and_else_names_the_page_and_what_failed():
    good = lighthouse.read(told(1), "/")
    bad = lighthouse.read(told(0.93, paint=0.8, blocking=0.7), "/en/")
    speed, access = lighthouse.lines([good, bad])
    assert speed == Line(
        "Lighthouse, performance: the lowest of 2 pages",
        93,
        100,
        "",
        at_least=True,
        note="/en/ 93 (blocking, paint)",
    )
    assert not speed.holds
    assert access.holds
    assert access.note == ""
    assert all(line.holds for line in lighthouse.lines([good]))
    many = [lighthouse.read(told(0.5), f"/{number}/") for number in range(5)]
    assert lighthouse.lines(many)[0].note.endswith("and 2 more")


def test_what_could_not_be_judged_has_no_points():
    unknown = told(1, None)
    unknown["audits"]["contrast"] = {"scoreDisplayMode": "error", "score": None}
    report = lighthouse.read(unknown, "/")
    assert (report.scores["accessibility"], report.failed["accessibility"]) == (0, ["contrast"])
    broken = lighthouse.read({**told(1), "runtimeError": {"code": "NO_FCP"}}, "/")
    assert set(broken.scores.values()) == {0}
    assert broken.failed["performance"] == ["NO_FCP"]


def test_a_page_that_is_not_full_is_looked_at_twice_more_after_the_others():
    asked, scores = [], {"/": [1], "/late/": [0.9, 1, 0.98], "/luck/": [0.99, 1, 1]}

    def look(path: str) -> lighthouse.Report:
        asked.append(path)
        return lighthouse.read(told(scores[path].pop(0), paint=0.9), path)

    first, late, luck = lighthouse.judged(look, ["/", "/late/", "/luck/"])
    assert asked == ["/", "/late/", "/luck/", "/late/", "/luck/", "/late/", "/luck/"]
    assert late.scores == {"performance": 98, "accessibility": 100}
    assert first.is_full
    assert luck.is_full


@pytest.mark.parametrize(("lost", "more"), [(3, 0), (4, 1)])
def test_a_look_whose_recording_was_lost_is_no_look(monkeypatch, lost, more):
    """Four in a row count as one that saw nothing, and the page is looked at twice more like any other."""
    lost_one = {**told(1), "runtimeError": {"code": "NO_NAVSTART"}}
    answers = [lost_one] * lost + [told(1)] * 20
    monkeypatch.setattr(lighthouse, "missing", lambda: "")
    monkeypatch.setattr(
        lighthouse,
        "looked_at",
        lambda server, path, desktop: lighthouse.read(answers.pop(0), path),
    )
    first = lighthouse.measure(None, None, ["/", "/en/"])[0]  # type: ignore[arg-type]
    assert first.holds
    assert len(answers) == 18 - more


def test_search_engines_judge_what_they_may_show(monkeypatch, tmp_path):
    """Through a stand-in for the tool, which answers with what it was asked to do."""
    program = tmp_path / "lighthouse"
    report = json.dumps(told(1))
    program.write_text(
        f"#!/bin/sh\necho \"$@\" >> {tmp_path}/asked\necho '{report}' > {tmp_path}/lighthouse.json\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(lighthouse, "PROGRAM", program)
    answers = {
        "/": (200, {}, b'<meta name="robots" content="max-image-preview:large">'),
        "/search/": (200, {}, b'<meta name="robots" content="noindex">'),
        "/header/": (200, {"x-robots-tag": "noindex"}, b""),
        "/that-does-not-exist/": (404, {}, b""),
        "/broken/": (500, {}, b""),
    }
    monkeypatch.setattr(Server, "ask", lambda server, path: answers[path])
    server = Server("site", 1, None, tmp_path / "log")  # type: ignore[arg-type]
    with pytest.raises(NotMeasured, match="/broken/ answers with 500"):
        lighthouse.looked_at(server, "/broken/", desktop=False)
    for path in list(answers)[:4]:
        assert lighthouse.looked_at(server, path, desktop=path == "/").is_full
    home, search, header, gone = (tmp_path / "asked").read_text().splitlines()
    assert "=performance,accessibility,best-practices,seo " in home
    assert "--preset=desktop" in home
    assert not any("seo" in line for line in (search, header, gone))
    assert [line for line in (home, search, header, gone) if "--ignore-status" in line] == [gone]


def test_without_npm_its_line_does_not_hold_and_says_why(monkeypatch):
    monkeypatch.setattr(lighthouse, "browser", lambda **_which: "/usr/bin/chromium")
    monkeypatch.setattr("shutil.which", lambda name: None)
    (line,) = lighthouse.measure(None, None, ["/"])  # type: ignore[arg-type]
    assert not line.holds
    assert line.note == "npm is missing (apt-get install npm)"
    assert lighthouse.main([]) == 2
