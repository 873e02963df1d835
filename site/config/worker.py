"""The background worker as a child of the supervisor: `python -m config.worker [--reload]`.

The same as `manage.py worker`, which is what a machine of its own runs.
"""

import sys

from config import manage
from config.tether import end_with_parent


def main() -> None:
    end_with_parent()
    if "--reload" in sys.argv:
        from django.utils.autoreload import run_with_reloader

        run_with_reloader(manage.run, "worker", "--skip-checks")
    else:
        manage.run("worker", "--skip-checks")


if __name__ == "__main__":
    main()
