"""What a site on several machines stands on: PostgreSQL, Redis and a store, with a prepared site in them."""

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.machines.parts import Part, postgresql, redis, s3
from tests.ports import free_port
from tests.servers import PREPARE, ROOT, environment_for

Standing = tuple[dict[str, str], Part, Part, Part]


@contextlib.contextmanager
def standing(
    folder: Path, filled: Path | None = None, *, room: int = 0, **changes: str
) -> Iterator[Standing]:
    """PostgreSQL, Redis and the store with a prepared site in them; and the variables that name them.

    `room`: bytes that PostgreSQL may still write, 0 for as many as there are.
    """
    with contextlib.ExitStack() as stack:
        if filled is not None:
            shutil.copytree(filled / "buckets", folder / "buckets")
        data = filled / "data" if filled is not None else None
        database, address = stack.enter_context(postgresql(data, room=room))
        cache = stack.enter_context(redis(folder))
        store = stack.enter_context(s3(folder / "buckets"))
        variables = {
            "DATABASE_URL": f"{address}/site",
            "LEDGER_URL": f"{address}/ledger",
            "CACHE_URL": f"redis://127.0.0.1:{cache.port}/0",
            "S3_ENDPOINT_URL": f"http://127.0.0.1:{store.port}",
            "S3_REGION": "us-east-1",
            "S3_ACCESS_KEY_ID": "key",
            "S3_SECRET_ACCESS_KEY": "secret",
            "S3_MEDIA_BUCKET": "media",
            "S3_PRIVATE_BUCKET": "private",
            "BACKUP_URL": "s3://kept/backups",
            "LEDGER_COPY_URL": "s3://kept/ledger",
            "FORM_POSTS_PER_MINUTE": "0",
            "HUMAN_CHECK_MIN_SECONDS": "0",
        }
        environment = environment_for(folder, free_port(), **{**variables, **changes})
        if filled is None:
            subprocess.run([sys.executable, "-c", PREPARE], cwd=ROOT, env=environment, check=True)
        yield environment, database, cache, store
