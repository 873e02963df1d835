"""Commands of a deployment, in processes of their own."""

import shutil
import subprocess
import sys
from pathlib import Path

import polib

from config import catalogues
from tests.servers import ROOT, environment_for


def run(var: Path, *command: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment_for(var, 8000),
        capture_output=True,
        text=True,
        check=False,
    )


def test_preparing_again_changes_nothing(filled_database, tmp_path):
    shutil.copytree(filled_database, tmp_path, dirs_exist_ok=True)

    def pages() -> str:
        query = (
            "from wagtail.models import Page; "
            "print(list(Page.objects.values_list('pk', 'title', 'latest_revision')))"
        )
        return run(tmp_path, "manage.py", "shell", "-v0", "-c", query).stdout

    before = pages()
    done = run(tmp_path, "-m", "config.prepare")
    assert done.returncode == 0, done.stderr
    assert pages() == before


def test_preparing_names_what_is_missing_before_it_touches_anything(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "config.prepare"],
        cwd=ROOT,
        env=environment_for(tmp_path, 8000, SITE_URL="", ALLOWED_HOSTS=""),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "SITE_URL: missing" in done.stderr
    assert "ALLOWED_HOSTS: missing" in done.stderr
    assert not (tmp_path / "site.sqlite3").exists()


def test_catalogues_are_compiled_without_gettext(tmp_path):
    """The command leaves nothing to do; the function writes what a program of gettext would."""
    done = run(tmp_path, "manage.py", "compile_catalogues")
    assert done.returncode == 0, done.stderr
    assert run(tmp_path, "manage.py", "compile_catalogues").stdout == ""
    folder = tmp_path / "site" / "shop"
    source = folder / "locale" / "fr" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    (folder / "apps.py").touch()
    shutil.copyfile(next(catalogues.catalogues(ROOT)), source)
    assert catalogues.compile_all(tmp_path) == [source.with_suffix(".mo")]
    compiled = polib.mofile(str(source.with_suffix(".mo")))
    assert {e.msgid for e in compiled} == {e.msgid for e in polib.pofile(str(source))}
    assert catalogues.compile_all(tmp_path) == []
