"""The S3-compatible store as a process: `python -m tests.machines.store PORT FOLDER`. Files outlive it."""

import sys
from collections.abc import Iterator, MutableMapping
from datetime import UTC, datetime
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote
from uuid import uuid4

from tests.s3 import Handler, Store

BUCKETS = ("media", "private", "kept")


class Bucket(MutableMapping[str, tuple[bytes, datetime]]):
    """A bucket whose files lie in a folder. A file is there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def _path(self, name: str) -> Path:
        return self.folder / quote(name, safe="")

    def __getitem__(self, name: str) -> tuple[bytes, datetime]:
        try:
            path = self._path(name)
            return path.read_bytes(), datetime.fromtimestamp(path.stat().st_mtime, UTC)
        except FileNotFoundError as error:
            raise KeyError(name) from error

    def __setitem__(self, name: str, file: tuple[bytes, datetime]) -> None:
        draft = self.folder / f".{uuid4().hex}"
        draft.write_bytes(file[0])
        draft.replace(self._path(name))

    def __delitem__(self, name: str) -> None:
        try:
            self._path(name).unlink()
        except FileNotFoundError as error:
            raise KeyError(name) from error

    def __iter__(self) -> Iterator[str]:
        names = sorted(path.name for path in self.folder.iterdir())
        return (unquote(name) for name in names if not name.startswith("."))

    def __len__(self) -> int:
        return sum(1 for _name in self)


def main(port: int, folder: Path) -> None:
    store = Store()
    store.buckets = {name: Bucket(folder / name) for name in BUCKETS}  # type: ignore[assignment]
    bound = type("Bound", (Handler,), {"store": store})
    ThreadingHTTPServer(("127.0.0.1", port), bound).serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
