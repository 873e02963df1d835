"""The house's rules that a machine can check."""

import ast
import re
import shutil
import subprocess
from pathlib import Path

import polib
import pytest

from config import catalogues

ROOT = Path(__file__).resolve().parent.parent.parent
LONGEST = 300
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc"}
# Addresses in pages and styles that name a standard or are links people click, not things loaded.
NAMESPACES = ("http://www.w3.org/", "https://schema.org", "http://www.sitemaps.org/")


def tracked(*patterns: str) -> list[Path]:
    """Files of the project as git knows them, new ones included."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def product() -> list[Path]:
    """Python files of the product, without migrations."""
    return [
        path
        for path in tracked("*.py")
        if "tests" not in path.relative_to(ROOT).parts and "migrations" not in path.parts
    ]


def test_the_layers_hold():
    done = subprocess.run(
        [str(Path(__import__("sys").executable).parent / "lint-imports"), "--no-cache"],
        cwd=ROOT,
        env={"PYTHONPATH": ".:site", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_no_file_is_longer_than_the_ceiling():
    long = {
        str(path.relative_to(ROOT)): len(path.read_text().splitlines())
        for path in tracked("*.py")
        if "migrations" not in path.parts
    }
    assert {
        name: lines for name, lines in long.items() if lines > LONGEST and "tests/" not in name
    } == {}


def test_no_drawer_for_odds_and_ends():
    assert [
        path for path in tracked() if DRAWERS & set(path.relative_to(ROOT).with_suffix("").parts)
    ] == []


def test_settings_alone_read_the_environment():
    """Everything else is told through Django's settings or its own arguments."""
    readers = []
    for path in product():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv", "environb"}:
                readers.append((path, node.lineno))
            if isinstance(node, ast.ImportFrom) and node.module == "environ":
                readers.append((path, node.lineno))
    lines = {
        (path.relative_to(ROOT).as_posix(), path.read_text().splitlines()[number - 1].strip())
        for path, number in readers
    }
    written = 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")'
    # A program of the system (pg_dump) is handed the environment whole; nothing of it is read.
    handed_on = "**os.environ,"
    # Told to prometheus_client, which asks nowhere else.
    told = "os.environ[FOLDER] = folder"
    assert {found for found in lines if found[1] not in {written, handed_on, told}} == set()


def test_no_unfinished_work():
    words = re.compile(r"\b(TODO|FIXME|XXX)\b")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in tracked("*.py", "*.html", "*.css", "*.js")
        if path != Path(__file__)
        for line in path.read_text().splitlines()
        if words.search(line)
    ]
    assert found == []


def test_the_folder_site_is_seen_by_git():
    """A copied .gitignore with `/site` in it would hide it from git and from ruff alike."""
    done = subprocess.run(
        ["git", "check-ignore", "site", "site/config/settings.py", "site/new/models.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ""
    assert not (ROOT / "site" / "__init__.py").exists()


@pytest.mark.parametrize("name", ["install", "run", "dev"])
def test_the_lock_is_exact_and_names_no_index(name):
    lines = (ROOT / "requirements" / f"{name}.txt").read_text().splitlines()
    packages = [line for line in lines if line and line[0].isalnum()]
    assert packages
    for line in packages:
        assert re.match(r"[a-z0-9._-]+(\[[a-z0-9,._-]+\])?==[^ ;\\]+", line), line
    text = "\n".join(lines)
    assert text.count("--hash=sha256:") >= len(packages)
    assert not re.search(r"--(index-url|extra-index-url|find-links|trusted-host)|https?://", text)


def test_no_machine_path_or_registry_in_the_project():
    kinds = ("*.py", "*.toml", "*.txt", "*.in", "Makefile", ".ci/run", "Dockerfile", "*.md")
    found = [
        f"{path.relative_to(ROOT)}: {line[:100]}"
        for path in tracked(*kinds)
        if path != Path(__file__)
        for line in path.read_text().splitlines()
        if re.search(r"(?<![\w.])/(root|work|opt/pypi)/|--(extra-)?index-url|pypi\.org", line)
        and path.name not in {"test_smoke.py", "test_layout.py"}
    ]
    assert found == []


# --- Catalogues ------------------------------------------------------------------------------------
def test_every_catalogue_is_complete():
    assert catalogues.incomplete(ROOT) == {}


def test_every_package_has_both_languages():
    for folder in catalogues.packages(ROOT):
        languages = {path.parts[-3] for path in folder.rglob("locale/*/LC_MESSAGES/*.po")}
        assert languages in (set(), {"fr", "en"}), folder


def test_english_says_what_the_source_says():
    for path in catalogues.catalogues(ROOT):
        if path.parts[-3] == catalogues.ENGLISH:
            for entry in polib.pofile(str(path)):
                said = entry.msgstr or entry.msgstr_plural.get(0)
                assert said == entry.msgid, path


def test_french_is_set_as_french_is():
    """Curly apostrophes, and a space that does not break before ; : ! ? and inside of « »."""
    faults = []
    for path in catalogues.catalogues(ROOT):
        if path.parts[-3] != "fr":
            continue
        for entry in polib.pofile(str(path)):
            for text in [entry.msgstr, *entry.msgstr_plural.values()]:
                words = re.sub(
                    r"%\([^)]*\)[sd]|<[^>]+>|https?://\S+|&\w+;|\{[^}]*\}|``.*?``", "", text
                )
                if re.search(r"\w'\w|[^\W\d] [;:!?»](?!\w)|« |\w[;!?»]( |$)", words):
                    faults.append((path.relative_to(ROOT).parts[1], text))
    assert faults == []


@pytest.mark.gettext
def test_no_string_is_missing_from_the_catalogues(tmp_path):
    """`make messages` in a copy of the project finds nothing new."""
    copy = tmp_path / "copy"
    for path in tracked():
        target = copy / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    (copy / "var").mkdir()
    done = subprocess.run(
        [__import__("sys").executable, "manage.py", "collect_messages"],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
        env={
            "PATH": "/usr/bin:/bin",
            "ENV_FILE": "/dev/null",
            "SECRET_KEY": "x",
            "SITE_URL": "http://localhost",
            "ALLOWED_HOSTS": "localhost",
            "DEFAULT_FROM_EMAIL": "a@example.com",
        },
    )
    assert done.returncode == 0, done.stderr
    new = []
    for source in catalogues.catalogues(copy):
        known = ROOT / source.relative_to(copy)
        before = words_of(known) if known.is_file() else set()
        after = words_of(source)
        new += [(source.relative_to(copy).as_posix(), text) for text in sorted(after - before)]
    assert new == []


def words_of(catalogue: Path) -> set[tuple[str, str]]:
    """What a catalogue translates: context and words."""
    return {(entry.msgctxt or "", entry.msgid) for entry in polib.pofile(str(catalogue))}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_same_words_are_said_the_same_way_everywhere(language):
    """Django reads all catalogues as one, so a second translation would never be seen.

    Words that mean something else in a package have a context there.
    """
    said: dict[tuple[str, str], dict[str, str]] = {}
    for path in catalogues.catalogues(ROOT):
        if path.parent.parent.name != language:
            continue
        for entry in polib.pofile(str(path)):
            if entry.obsolete:
                continue
            word = entry.msgstr or str(sorted(entry.msgstr_plural.items()))
            said.setdefault((entry.msgctxt or "", entry.msgid), {})[str(path)] = word
    assert {word: found for word, found in said.items() if len(set(found.values())) > 1} == {}


# --- Nothing from another host ---------------------------------------------------------------------
def test_nothing_is_loaded_from_another_host():
    """Neither templates nor styles nor scripts of ours load anything from elsewhere."""
    loads = re.compile(
        r"""(?:\bsrc|\bsrcset|\bposter|\baction|\bdata)\s*=\s*["']?\s*(?:https?:)?//
        | <link[^>]+href\s*=\s*["']?\s*(?:https?:)?//(?![^>]*rel=["']?(?:license|me))
        | url\(\s*["']?(?:https?:)?// | @import\s+["'](?:https?:)?//
        | \bimport\s*(?:\(|[^;]*from)\s*["']https?: | \bfetch\(\s*["'`]https?:""",
        re.VERBOSE | re.IGNORECASE,
    )
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()[:120]}"
        for path in tracked("*.html", "*.css", "*.js", "*.svg")
        if "tests" not in path.relative_to(ROOT).parts
        for line in path.read_text().splitlines()
        if loads.search(line) and not any(name in line for name in NAMESPACES)
    ]
    assert found == []
