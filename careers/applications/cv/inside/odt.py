"""OpenDocument texts (LibreOffice, OpenOffice, Google Docs)."""

from __future__ import annotations

from typing import Any

from careers.applications.cv.inside import magic
from careers.applications.cv.inside.containers import Box
from careers.applications.cv.problems import Problem, Refused

TEXT = "application/vnd.oasis.opendocument.text"
MANIFEST = "META-INF/manifest.xml"


def is_text(box: Box) -> bool:
    """Whether the container says that it is an OpenDocument text."""
    if box.holds("mimetype"):
        return box.read("mimetype", limit=200).strip().decode("ascii", "replace") in (
            TEXT,
            f"{TEXT}-template",
        )
    return box.holds(MANIFEST) and TEXT.encode() in box.read(MANIFEST)


def check(box: Box) -> None:
    """Raises Refused unless this is a text without password, macros or anything active."""
    if not box.holds("content.xml"):
        raise Refused(Problem.DAMAGED)
    if box.holds(MANIFEST):
        # OpenOffice wrote a document type into this one part.
        manifest = box.xml(MANIFEST, old_doctype=True)
        if any(_local(one) == "encryption-data" for one in manifest.iter()):
            raise Refused(Problem.PASSWORD)
    for name in box.names:
        folder = name.split("/", 1)[0].lower()
        if folder == "scripts" and not name.endswith("/"):
            raise Refused(Problem.MACROS)
        if folder == "basic" and name.endswith(".xml"):
            _check_basic(box, name)
        elif name.rpartition("/")[2] in ("content.xml", "styles.xml"):
            _check_text(box, name)
        elif name.lower().startswith("object") and "/" not in name:
            _check_object(box.read(name))


def _check_basic(box: Box, name: str) -> None:
    """LibreOffice writes the list of an empty library into plain documents; a module is a macro."""
    root = box.xml(name, old_doctype=True)
    if _local(root) == "module" and (root.text or "").strip():
        raise Refused(Problem.MACROS)


def _check_text(box: Box, name: str) -> None:
    for element in box.xml(name).iter():
        tag = _local(element)
        if tag == "event-listener":
            raise Refused(Problem.MACROS)
        if tag in ("dde-source", "dde-connection", "dde-connection-decl", "applet", "plugin"):
            raise Refused(Problem.ACTIVE)
        for key, value in element.attrib.items():
            if key.endswith("}href") and str(value).strip().lower().startswith(
                ("javascript:", "vbscript:", "vnd.sun.star.script:", "macro:", "service:")
            ):
                raise Refused(
                    Problem.MACROS if "macro" in value or "star" in value else Problem.ACTIVE
                )


def _check_object(content: bytes) -> None:
    if content.startswith(magic.OLE) and magic.wide("\x01Ole10Native") in content:
        raise Refused(Problem.ACTIVE)


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
