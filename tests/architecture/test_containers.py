"""The container files cannot be run here, so every command in them is held to be one that is run.

`make run` (the smoke test), the servers that tests start, and the commands that tests call are what
CI executes; the table says where.
"""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

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
    "apt-get",
    "rm",
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


def variables_of_the_settings() -> set[str]:
    settings = (ROOT / "site/config/settings.py").read_text()
    read = r'(?:env\.\w+|whole_number)\(\s*"([A-Z][A-Z0-9_]*)"'
    return set(re.findall(read, settings)) - {"ENV_FILE"}


def test_the_readme_names_every_variable_of_the_settings():
    readme = (ROOT / "README.md").read_text()
    for name in variables_of_the_settings():
        assert f"`{name}`" in readme, name


def test_compose_passes_every_variable_of_a_site_that_serves():
    # For this machine, for development, and for load tests.
    others = {
        "DEBUG",
        "PORT",
        "MAILCHIMP_BASE_URL",
        "FORM_POSTS_PER_MINUTE",
        "HUMAN_CHECK_MIN_SECONDS",
    }
    assert set(compose()["x-site"]["environment"]) == variables_of_the_settings() - others


def test_what_compose_demands_stands_in_the_readme():
    """The file `.env` of its steps is to be copied."""
    demanded = set(re.findall(r"\$\{([A-Z0-9_]+):\?", (ROOT / "compose.yaml").read_text()))
    readme = (ROOT / "README.md").read_text()
    block = re.split(r"\n *END\n", readme.split("cat > .env <<END\n")[1])[0]
    assert {line.partition("=")[0].strip() for line in block.splitlines()} == demanded


# Who names the folder var/ itself: the settings, `make run` and `make check` (not in a container), and the
# rehearsal, which leads it elsewhere. Everything else takes a place that the settings name.
NAMES_VAR = {
    "site/config/settings.py",
    "site/config/start.py",
    "site/config/deploy_check.py",
    "site/config/supervisor.py",
    "site/accounts/management/commands/create_first_accounts.py",
    "site/privacy/proof/scratch.py",
}
# In the image, and only read there; or put aside by S3.
NOT_WRITTEN = {"VAR", "STATIC_ROOT", "MEDIA_ROOT", "PRIVATE_ROOT"}


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
    return found


def volumes(service: str) -> set[str]:
    """Where the volumes of a service stand, as paths within the project."""
    given = compose()["services"][service]["volumes"]
    targets = [one["target"] if isinstance(one, dict) else one.split(":")[-1] for one in given]
    return {target.removeprefix("/srv/site/") for target in targets}


def places_written_to() -> dict[str, str]:
    """Name -> path below var/ of each place in the settings, under the variables of compose.yaml."""
    code = """
import json, pathlib
from urllib.parse import urlsplit
from config import settings
found = {name: str(value) for name, value in vars(settings).items() if isinstance(value, pathlib.Path)}
found |= {name: urlsplit(getattr(settings, name)).path for name in ("BACKUP_URL", "LEDGER_COPY_URL")}
found |= {alias: str(one["NAME"]) for alias, one in settings.DATABASES.items()}
print(json.dumps(found))
"""
    values = {
        name: re.sub(r"\$\{[A-Z_]+(?::-([^}]*)|[^}]*)\}", r"\1", str(value))
        for name, value in compose()["x-site"]["environment"].items()
    }
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "site")}
    environment |= {name: value for name, value in values.items() if value}
    # Required, and of no matter here.
    environment |= {"EMAIL_URL": "smtp://mail.example.com", "SITE_URL": "https://www.example.com"}
    environment["ENV_FILE"] = os.devnull
    said = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    ).stdout
    found = {
        name: path.replace("/srv/site/", f"{ROOT}/") for name, path in json.loads(said).items()
    }
    return {
        name: Path(path).relative_to(ROOT).as_posix()
        for name, path in found.items()
        if path.startswith(f"{ROOT}/var")
    }


@pytest.mark.parametrize("service", ["prepare", "web", "worker"])
def test_what_is_written_at_run_time_lies_in_a_volume(service):
    """The rest of a container is read-only."""
    assert compose()["services"][service]["read_only"] is True
    held = volumes(service)
    loose = {
        name: path
        for name, path in places_written_to().items()
        if name not in NOT_WRITTEN
        and not any(path == volume or path.startswith(f"{volume}/") for volume in held)
    }
    assert loose == {}
    assert "var/work" in held


def test_no_code_writes_beside_the_places_of_the_settings():
    packages = ("site", "careers", "leads", "newsletter")
    found = {
        path.relative_to(ROOT).as_posix()
        for package in packages
        for path in (ROOT / package).rglob("*.py")
        if re.search(r"\bVAR\b|[\"']var[/\"']", path.read_text())
    }
    assert found <= NAMES_VAR, found - NAMES_VAR


def test_the_folders_of_the_volumes_belong_to_the_account_that_writes_there():
    """A volume takes over what the image has at its place; without that, it belongs to root."""
    text = (ROOT / "Dockerfile").read_text()
    made = re.search(r"mkdir -p (.*)", text)
    kept = re.search(r"VOLUME (\[[^]]*\])", text)
    assert made is not None
    assert kept is not None
    for path in volumes("worker") - {"var/elsewhere"}:  # a folder of the host: README, Operation
        assert path in made[1].split()
        assert f"/srv/site/{path}" in json.loads(kept[1].replace("\\\n", ""))


def test_the_client_of_the_database_is_no_older_than_its_server():
    """pg_dump refuses a server that is newer than itself."""
    client = re.search(r"postgresql-client-(\d+)", (ROOT / "Dockerfile").read_text())
    server = re.match(r"postgres:(\d+)", compose()["services"]["database"]["image"])
    assert client is not None
    assert server is not None
    assert int(client[1]) >= int(server[1])


def test_the_second_place_of_the_ledger_is_not_where_the_ledger_is():
    places = places_written_to()
    assert places["LEDGER_COPY_URL"].startswith("var/elsewhere/")
    assert not places["ledger"].startswith("var/elsewhere/")
    (mount,) = [one for one in compose()["x-site"]["volumes"] if isinstance(one, dict)]
    assert mount["type"] == "bind"
    assert mount["source"].startswith("${ELSEWHERE:?")
