"""Static files as production serves them: named by content, compressed, style sheets in one piece.

The style sheet is written in layers and small files (static/css/main.css imports them). Served so, each
page would ask for a chain of them, and small files compress badly: 17.4 kB in 18 requests where one
piece takes 10. Autoreload (DEBUG) serves the sources as they are.
"""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.storage import FileSystemStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

WHOLE = "css/main.css"
_IMPORT = re.compile(
    r'@import url\("(?P<name>[^"]+)"\) layer\((?P<layer>[a-z.]+)\)(?: (?P<medium>[^;]+))?;'
)
_COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
_INDENT = re.compile(r"\n\s*")


class LostAddress(Exception):
    """A style sheet in a folder names a file: in one piece, the name would lead elsewhere."""


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Whitenoise's storage, with the style sheet joined before it is named and compressed."""

    def post_process(
        self, paths: dict[str, tuple[Storage, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        if WHOLE not in paths or dry_run:
            yield from super().post_process(paths, dry_run=dry_run, **options)
            return
        with TemporaryDirectory() as folder:
            target = Path(folder) / WHOLE
            target.parent.mkdir(parents=True)
            target.write_text(joined(*paths[WHOLE]), encoding="utf-8")
            changed = {**paths, WHOLE: (FileSystemStorage(location=folder), WHOLE)}
            yield from super().post_process(changed, dry_run=dry_run, **options)


def joined(storage: Storage, path: str) -> str:
    """The style sheet at `path` with what it imports in its place, without comments and indents.

    Raises LostAddress for an address in an imported file of another folder.
    """
    folder = PurePosixPath(path).parent

    def replaced(found: re.Match[str]) -> str:
        name = found["name"]
        text = _read(storage, str(folder / name))
        if "/" in name and "url(" in text:
            raise LostAddress(f"{name}: put what names a file beside {path}.")
        layered = f"@layer {found['layer']}{{{text}}}"
        return f"@media {found['medium']}{{{layered}}}" if found["medium"] else layered

    return _INDENT.sub("\n", _IMPORT.sub(replaced, _read(storage, path))).strip() + "\n"


def _read(storage: Storage, path: str) -> str:
    with storage.open(path) as source:
        content: bytes = source.read()
    return _COMMENT.sub("", content.decode("utf-8"))
