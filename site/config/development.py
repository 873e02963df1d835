"""`make dev`: Django's own server with autoreload, as a child of the supervisor."""

import sys

from config import manage
from config.tether import end_with_parent

if __name__ == "__main__":
    end_with_parent()
    manage.run("runserver", f"127.0.0.1:{sys.argv[1]}")
