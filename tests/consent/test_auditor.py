"""`manage.py audit_trackers`: green on the starter site in five states, red on each planted fault."""

import json
import subprocess
import sys

import pytest

from tests.servers import ROOT

pytestmark = pytest.mark.browser


def audit(site, tmp_path, *paths: str, options: tuple[str, ...] = ()):
    """Run the command beside the site: (exit code, what it said, its JSON)."""
    file = tmp_path / "report.json"
    urls = [site.url + path for path in paths] or [site.url]
    done = subprocess.run(
        [sys.executable, "manage.py", "audit_trackers", *urls, "--json", str(file), *options],
        cwd=ROOT,
        env=site.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    told = json.loads(file.read_text())[0] if file.exists() else None
    return done.returncode, done.stdout + done.stderr, told


def test_the_starter_site_is_clean_in_every_template_language_and_state(tracked_site, tmp_path):
    with tracked_site("measure player counter") as site:
        code, said, told = audit(site, tmp_path, options=("--strict",))
    assert code == 0, said
    assert told["clean"]
    assert told["findings"] == told["declared_but_not_seen"] == []
    assert {"/", "/en/", "/cookies/", "/en/cookies/", "/vos-donnees/"} <= set(told["paths"])
    assert told["services"] == ["counter", "measure", "player"]
    # fresh, gpc, refused, and for each of the two that are asked about: accepted and withdrawn
    assert told["loads"] == len(told["paths"]) * 7
    assert "Clean." in said


def test_a_site_without_trackers_is_clean_too(site_server, tmp_path):
    code, said, told = audit(site_server, tmp_path, "/clients/", "/en/")
    assert code == 0, said
    assert told["services"] == []
    assert told["loads"] == 4


@pytest.mark.parametrize(
    ("fault", "kind", "what", "states"),
    [
        ("pasted_script", "kept_away", "script-src-elem {host}", {"fresh", "refused", "gpc"}),
        ("surviving_cookie", "cookie", "_survivor (localhost)", {"accepted", "withdrawn"}),
        ("undeclared_host", "kept_away", "connect-src {elsewhere}", {"accepted"}),
        ("ticked_purpose", "ticked", "adverts", {"fresh"}),
    ],
)
def test_each_planted_fault_is_found(
    tracked_site, stand_in_host, tmp_path, fault, kind, what, states
):
    with tracked_site("measure adverts", fault=fault) as site:
        code, said, told = audit(site, tmp_path, "/clients/")
    assert code == 1, said
    host = stand_in_host.address
    named = what.format(host=host, elsewhere=host.replace("127.0.0.1", "127.0.0.2"))
    found = {
        one["state"] for one in told["findings"] if (one["kind"], one["what"]) == (kind, named)
    }
    assert states <= found, said
    assert "FAULT" in said
    assert named in said


def test_what_is_declared_and_never_seen_is_told_and_counts_when_asked(tracked_site, tmp_path):
    with tracked_site("measure youtube") as site:
        code, said, told = audit(site, tmp_path, "/clients/")
        assert code == 0, said
        unseen = {(one["service"], one["name"]) for one in told["declared_but_not_seen"]}
        assert ("youtube", "www.youtube-nocookie.com") in unseen
        assert audit(site, tmp_path, "/clients/", options=("--strict",))[0] == 1


def test_it_says_plainly_what_it_cannot_do(site_server, tmp_path):
    code, said, _told = audit(site_server, tmp_path, options=("--browser", "/nowhere/chromium"))
    assert code == 2
    assert "does not start" in said
    without_chromium = {**site_server.environment, "PATH": str(tmp_path)}
    assert "apt-get install chromium" in refusal(site_server, without_chromium)
    (tmp_path / "playwright").mkdir()
    (tmp_path / "playwright" / "__init__.py").write_text("raise ImportError")
    path = f"{tmp_path}:{site_server.environment['PYTHONPATH']}"
    without_playwright = {**site_server.environment, "PYTHONPATH": path}
    assert "make install-dev" in refusal(site_server, without_playwright)
    assert "not an address" in refusal(site_server, site_server.environment, "localhost")


def refusal(site, environment, url: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", "audit_trackers", url or site.url],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    return done.stderr


def test_the_panel_is_photographed_with_its_version(consent_site):
    said = consent_site.manage("photograph_panel", consent_site.url)
    assert "4 pictures of version" in said
    told = consent_site.manage(
        "shell",
        "-v0",
        "-c",
        "from consent.models import PanelPicture\n"
        "for one in PanelPicture.objects.all():\n"
        "    print(one.language, one.width, bytes(one.image)[:4].hex(), len(one.sha256))",
    )
    assert told.split("\n")[:4] == [
        "en 360 89504e47 64",
        "en 1280 89504e47 64",
        "fr 360 89504e47 64",
        "fr 1280 89504e47 64",
    ]
