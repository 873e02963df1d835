"""Make the virtual environment and install the locks into it: `python install.py FOLDER run [dev]`.

Runs on the machine's own Python, before anything is installed: standard library only. A lock that is
already installed costs nothing the second time (a copy of it is kept in the environment and compared).
"""

import subprocess
import sys
import venv
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parent.parent.parent / "requirements"
OLDEST = (3, 11)


def say(line: str) -> None:
    """Print to the terminal at once."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def create(folder: Path) -> Path:
    """The interpreter of the environment in `folder`, which is made when it is missing."""
    python = folder / "bin" / "python"
    if not python.exists():
        say(f"Making the virtual environment {folder}")
        venv.create(folder, with_pip=True, symlinks=True, clear=folder.exists())
    return python


def install(python: Path, lock: Path) -> None:
    """Install one lock: with uv, which is fast, or with pip where uv does not run."""
    say(f"Installing {lock.name}")
    uv = python.parent / "uv"
    hashes = ["--require-hashes", "-r", str(lock)]
    if uv.exists():
        # The machine's own certificates: behind a company's proxy uv's would not do.
        options = ["--quiet", "--system-certs", "--python", str(python)]
        done = subprocess.run([str(uv), "pip", "install", *options, *hashes], check=False)
        if done.returncode == 0:
            return
        say("uv could not install it; trying with pip")
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *hashes], check=True)


def main(folder: Path, names: list[str]) -> int:
    """Bring the environment up to date with the locks of these names. 0 when it is."""
    if sys.version_info < OLDEST:
        say(
            f"Python {'.'.join(map(str, OLDEST))} or newer is needed, this is {sys.version.split()[0]}."
        )
        say("Give another one: make run PYTHON=/path/to/python3.12")
        return 1
    try:
        python = create(folder)
        for name in ["install", *names]:
            lock = REQUIREMENTS / f"{name}.txt"
            stamp = folder / f"installed-{name}.txt"
            if stamp.is_file() and stamp.read_bytes() == lock.read_bytes():
                continue
            install(python, lock)
            stamp.write_bytes(lock.read_bytes())
    except (subprocess.CalledProcessError, OSError) as error:
        say(f"The environment could not be made: {error}")
        say("On Debian and Ubuntu the module is in the package python3-venv.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
