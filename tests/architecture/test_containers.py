"""The container files cannot be run here, so every command in them is held to be one that is run.

`make run` (the smoke test), the servers that tests start, and the commands that tests call are what
CI executes; the table says where.
"""

import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
# What a container file may run -> (file that runs it in CI, how it is called there).
RUN_IN_CI = {
    "python3 site/config/install.py": ("Makefile", "site/config/install.py"),
    "manage.py compile_catalogues": ("tests/config/test_commands.py", '"compile_catalogues"'),
    "manage.py collectstatic": ("site/config/start.py", '"collectstatic"'),
    "manage.py worker": ("site/config/worker.py", '"worker"'),
    "manage.py make_buckets": ("tests/config/test_s3.py", '"make_buckets"'),
    "python -m config.server": ("tests/servers.py", '"config.server"'),
    "python -m config.prepare": ("tests/config/test_commands.py", '"config.prepare"'),
}
# Programs of the images, which are not ours.
OTHERS = (
    "groupadd",
    "useradd",
    "mkdir",
    "chown",
    "pg_isready",
    "redis-server",
    "redis-cli",
    "server",
)


def dockerfile_commands() -> list[list[str]]:
    """Each command of RUN and CMD, in words, without the variables set before it."""
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    found = []
    for line in text.splitlines():
        run = re.match(r"RUN (.*)", line)
        if run:
            for command in run[1].split("&&"):
                words = shlex.split(command)
                while "=" in words[0]:
                    words.pop(0)
                found.append(words)
        cmd = re.match(r"\s*CMD (\[.*\])", line)
        if cmd:
            found.append(re.findall(r'"([^"]*)"', cmd[1]))
    return found


def compose_commands() -> list[list[str]]:
    """Each `command:` and health check of compose.yaml, in words."""
    text = (ROOT / "compose.yaml").read_text()
    lists = re.findall(r"(?:command|test): \[(.*)\]", text)
    return [
        [word.strip().strip('"') for word in found.removeprefix("CMD, ").split(",")]
        for found in lists
    ]


def named(words: list[str]) -> str:
    """A command by the name it has in the table."""
    words = [re.sub(r"^\.venv/bin/", "", word) for word in words]
    if "manage.py" in words:
        return " ".join(words[words.index("manage.py") :][:2])
    return " ".join(words[:3] if words[1:2] == ["-m"] else words[:2])


@pytest.mark.parametrize("words", [*dockerfile_commands(), *compose_commands()], ids=" ".join)
def test_each_command_is_one_that_ci_runs(words):
    if words[0] in OTHERS:
        return
    if words[:2] == ["python", "-c"]:
        compile(words[2], "<health check>", "exec")
        assert "/healthz" in words[2]
        return
    assert named(words) in RUN_IN_CI, words
    file, call = RUN_IN_CI[named(words)]
    assert call in (ROOT / file).read_text(), f"{file} does not run {call}"


def test_every_option_of_the_server_exists():
    source = (ROOT / "site/config/server.py").read_text()
    for words in [*dockerfile_commands(), *compose_commands()]:
        if "config.server" in words:
            for word in words:
                if word.startswith("--"):
                    assert f'"{word}"' in source


def test_the_image_runs_without_rights():
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    last_from = max(number for number, line in enumerate(lines) if line.startswith("FROM"))
    users = [line.split()[1] for line in lines[last_from:] if line.startswith("USER")]
    assert users == ["site"]
    assert "HEALTHCHECK" in "\n".join(lines)


def test_what_the_image_copies_is_sent_to_the_builder():
    kept = {
        line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line[:1] == "!"
    }
    for name in kept:
        assert (ROOT / name).exists(), name
    packages = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert packages <= kept


def test_compose_gives_each_variable_a_name_that_settings_read():
    settings = (ROOT / "site/config/settings.py").read_text()
    block = (
        (ROOT / "compose.yaml")
        .read_text()
        .split("environment: &environment")[1]
        .split("volumes:")[0]
    )
    for name in re.findall(r"(?m)^    ([A-Z0-9_]+):", block):
        assert f'"{name}"' in settings, name


def test_the_readme_names_every_variable_of_the_settings():
    readme = (ROOT / "README.md").read_text()
    settings = (ROOT / "site/config/settings.py").read_text()
    read = r'(?:env\.\w+|whole_number|database)\(\s*"([A-Z][A-Z0-9_]*)"'
    for name in re.findall(read, settings):
        if name != "ENV_FILE":
            assert f"`{name}`" in readme, name
