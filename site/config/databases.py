"""How a database is reached: as its address says, and never waited for without end."""

from pathlib import Path
from typing import Any

SQLITE_OPTIONS: dict[str, object] = {
    # Readers never wait for the writer; a writer waits its turn instead of failing.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # Of each connection, and each of eight threads has one; Python's 128 are some MiB that nobody misses.
    "cached_statements": 32,
    # What is deleted is overwritten (secure_delete): the file itself must not remember it.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
    # A cache of its own for each connection (KiB, 2,000 by default) repeats what the system keeps already.
    " PRAGMA secure_delete=ON; PRAGMA cache_size=-500;",
}
# A server whose machine or network has vanished says nothing any more: after some twenty seconds its
# connections are given up (seconds; tcp_user_timeout in milliseconds).
POSTGRESQL_OPTIONS: dict[str, object] = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 20_000,
    # Rows are in memory or on a disk without moving parts: PostgreSQL's 4 would have it read a hundred
    # thousand of them rather than look up some thousand; and nobody's page takes two processors.
    "options": "-c random_page_cost=1.1 -c max_parallel_workers_per_gather=0",
}


def described(config: dict[str, Any], *, root: Path) -> dict[str, Any]:
    """Django's description of a database; what its address says wins. A relative path starts at `root`."""
    config.setdefault("CONN_MAX_AGE", 600)
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["NAME"] = str(root / config["NAME"])
        options = SQLITE_OPTIONS
    else:
        config["CONN_HEALTH_CHECKS"] = True
        options = POSTGRESQL_OPTIONS
    config["OPTIONS"] = {**options, **config.get("OPTIONS", {})}
    return config
